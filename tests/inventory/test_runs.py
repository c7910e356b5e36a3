"""Runs of the gate are recorded where that is asked for (C38), and a failure to do so is no verdict."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import pytest

from tests.commands import Done, vmgate
from tests.fixtures import PLANS
from vmgate import __version__

if TYPE_CHECKING:
    from pathlib import Path

PLAN = PLANS.parents[2] / "examples" / "campus" / "broken" / "plan.json"
RULE = ("--rule", "VMG0801")


def check(policy: Path, *arguments: str | Path) -> Done:
    """Run `vmgate check` on the broken site by a policy, on a fixed day."""
    paths = arguments if any(str(one).endswith(("json", "tf")) for one in arguments) else (PLAN, *arguments)
    return vmgate("check", *paths, *RULE, "--config", policy, "--as-of", "2026-11-23")


def runs(ledger: Path) -> list[dict[str, Any]]:
    """What was recorded of runs."""
    done = vmgate(
        "inventory", "history", "--kind", "check-run", "-f", "json", "--ledger", ledger, "--no-config"
    )
    found: list[dict[str, Any]] = [one["content"] for one in done.json["entries"]]
    return found


def policy(folder: Path, text: str) -> Path:
    """A site policy."""
    file = folder / "vmgate.toml"
    file.write_text(text)
    return file


def test_a_run_is_recorded_with_what_it_came_to(tmp_path: Path) -> None:
    """Day, decision, exit code, counts, the digest of each input and the version: no value of any input."""
    site = policy(tmp_path, '[ledger]\nurl = "ledger.db"\nrecord_checks = true\n')
    done = check(site)
    assert done.code == 1
    (run,) = runs(tmp_path / "ledger.db")
    assert run["rules"].keys() == {"VMG0801"}
    judged = run["inputs"][0].pop("judged")
    assert 0 < judged < run["inputs"][0].pop("resources")
    assert run | {"rules": {}, "summary": {}} == {
        "schema": "vmgate.run/v1", "tool": {"name": "vmgate", "version": __version__}, "as_of": "2026-11-23",
        "decision": "shut", "exit_code": 1, "rules": {}, "summary": {},
        "inputs": [{"path": str(PLAN), "kind": "plan", "sha256": hashlib.sha256(PLAN.read_bytes()).hexdigest()}],
    }  # fmt: skip
    assert set(run["summary"]) == {"pass", "fail", "unknown", "waived", "crash"}
    assert run["summary"]["fail"] == run["rules"]["VMG0801"]["fail"] > 0


@pytest.mark.parametrize(
    ("text", "arguments", "count"),
    [
        ('[ledger]\nurl = "ledger.db"\n', (), 0),
        ('[ledger]\nurl = "ledger.db"\n', ("--record",), 1),
        ('[ledger]\nurl = "ledger.db"\nrecord_checks = true\n', (), 1),
        ('[ledger]\nurl = "ledger.db"\nrecord_checks = true\n', ("--no-record",), 0),
        ("", ("--ledger", "{folder}/ledger.db"), 0),
        ("", ("--ledger", "{folder}/ledger.db", "--record"), 1),
        ('[ledger]\nurl = "other.db"\nrecord_checks = true\n', ("--ledger", "{folder}/ledger.db"), 1),
    ],
)
def test_it_is_recorded_where_that_is_asked_for(
    text: str, arguments: tuple[str, ...], count: int, tmp_path: Path
) -> None:
    """By the policy or by an option, which has the last word; never by itself."""
    done = check(policy(tmp_path, text), *(one.format(folder=tmp_path) for one in arguments))
    assert done.code == 1
    assert (tmp_path / "ledger.db").exists() == bool(count)
    assert not (tmp_path / "other.db").exists()
    if count:
        assert len(runs(tmp_path / "ledger.db")) == count


def test_a_run_without_a_verdict_is_recorded_too(tmp_path: Path) -> None:
    """An input that cannot be read is what an auditor wants to know of."""
    site = policy(tmp_path, '[ledger]\nurl = "ledger.db"\nrecord_checks = true\n')
    assert check(site, tmp_path / "nowhere.json").code == 3
    (run,) = runs(tmp_path / "ledger.db")
    assert (run["decision"], run["exit_code"], run["inputs"]) == ("no verdict", 3, [])


def test_a_record_that_cannot_be_written_is_no_verdict(tmp_path: Path) -> None:
    """Whatever the gate said, and even where its decision is not to matter; the report is there all the same."""
    site = policy(tmp_path, '[ledger]\nurl = "nowhere/ledger.db"\nrecord_checks = true\n')
    for more in ((), ("--exit-zero",)):
        done = check(site, *more)
        assert done.code == 3
        assert "VMG0801" in done.out
        assert "the ledger cannot be used" in done.err


def test_a_record_without_a_place_is_a_usage_error(tmp_path: Path) -> None:
    """Before anything is judged."""
    done = check(policy(tmp_path, ""), "--record")
    assert (done.code, done.out) == (2, "")
    assert "--record: no ledger is configured" in done.err
