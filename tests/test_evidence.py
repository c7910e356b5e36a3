"""`vmgate evidence`, and a register as an input of `check` and `coverage`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.commands import vmgate
from vmgate.settings.evidence import read_evidence

if TYPE_CHECKING:
    from pathlib import Path

AS_OF = "2026-11-23"
AUDIT = ("--clause", "C18", "--about", "site", "--statement", "autumn audit", "--by", "audit@example.edu")
PARTS = ("virtual network", "storage", "hypervisor", "vms", "management systems")


def run(directory: Path, *arguments: str, as_of: str = AS_OF) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of a command in a directory on a day."""
    done = vmgate(*arguments, "--as-of", as_of, directory=directory)
    return done.code, done.out, done.err


def covering(*parts: str) -> list[str]:
    """The options that name parts of a clause."""
    return [word for part in parts for word in ("--covers", part)]


def verdicts(directory: Path, *arguments: str, as_of: str = AS_OF) -> dict[tuple[str, str], list[str]]:
    """The verdicts of `check` on the register, by rule and address."""
    _, out, _ = run(
        directory, "check", "evidence", "-f", "json", "--verdicts", "all", *arguments, as_of=as_of
    )
    found: dict[tuple[str, str], list[str]] = {}
    for one in json.loads(out)["results"]:
        found.setdefault((one["rule"], one["address"]), []).append(one["verdict"])
    return found


def test_a_record_is_written_as_it_was_given_and_read_back(tmp_path: Path) -> None:
    """Whatever characters a statement holds; a file's digest is taken and its place kept relative to the record."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "ipsec.txt").write_text("ESP")
    statement = 'ESP "transport"\n\x7f\ttabs, \\ and ü'
    code, out, err = run(
        tmp_path, "evidence", "record", "--clause", "c14", "--about", "nfs-server:10.31.0.5", "--statement", statement,
        "--by", "storage@example.edu", "--done", "2026-10-01", "--document", "docs/ipsec.txt", "--note", "family=ipv6",
    )  # fmt: skip
    assert (code, err) == (0, "")
    assert out.startswith("evidence/C14-nfs-server-10.31.0.5-2026-10-01.toml: recorded")
    register = read_evidence(tmp_path / "evidence")
    assert register is not None
    (record,) = register.records
    assert record.statement == statement
    assert record.document == "../docs/ipsec.txt"
    assert record.mismatch is None
    assert record.notes == {"family": "ipv6"}
    assert record.done.isoformat() == "2026-10-01"


def test_an_existing_record_is_never_overwritten(tmp_path: Path) -> None:
    """The second of a day gets another name."""
    for _ in range(3):
        assert run(tmp_path, "evidence", "record", *AUDIT, *covering("storage"))[0] == 0
    names = sorted(file.name for file in (tmp_path / "evidence").iterdir())
    assert names == [f"C18-site-{AS_OF}{end}.toml" for end in ("-2", "-3", "")]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--clause", "C99", "--about", "site"), "clause is"),
        (("--clause", "C14", "--about", "nfs:x"), "about has an entry, number 1"),
        (("--clause", "C18", "--about", "site"), "C18 has parts"),
        (("--clause", "C14", "--about", "site", "--done", "gestern"), "--done"),
        (("--clause", "C14", "--about", "site", "--document", "nowhere.txt"), "nowhere.txt"),
        (("--clause", "C14", "--about", "site", "--valid-until", "2026-01-01"), "valid_until is before"),
        (("--clause", "C14", "--about", "site", "--sha256", "0"), "--sha256"),
    ],
)
def test_what_cannot_be_a_record_is_refused_and_nothing_written(
    arguments: tuple[str, ...], told: str, tmp_path: Path
) -> None:
    """One line says what is wrong."""
    code, out, err = run(tmp_path, "evidence", "record", *arguments, "--statement", "x", "--by", "y")
    assert (code, out) == (2, "")
    assert told in err
    assert len(err.splitlines()) == 1
    assert not (tmp_path / "evidence").exists()


def test_status_tells_what_is_due_and_list_what_there_is(tmp_path: Path) -> None:
    """A scheduled job learns by the exit code; what ends soon counts when asked."""
    code, _, err = run(tmp_path, "evidence", "status")
    assert code == 2
    assert "there is no evidence register" in err
    run(tmp_path, "evidence", "record", *AUDIT, *covering(*PARTS))
    code, out, _ = run(tmp_path, "evidence", "status")
    assert code == 1
    assert "5 due" in out
    events = ("guest status", "power", "hardware", "privileged login", "vm movement")
    run(tmp_path, "evidence", "record", "--clause", "C16", "--about", "site", "--statement", "seen", "--by", "ops",
           *covering(*events))  # fmt: skip
    assert run(tmp_path, "evidence", "status")[:2] != (1, "")
    assert run(tmp_path, "evidence", "status")[0] == 0
    assert run(tmp_path, "evidence", "status", "--within", "200")[0] == 1
    code, out, _ = run(tmp_path, "evidence", "status", "-f", "json", as_of="2027-06-01")
    found: dict[str, Any] = json.loads(out)
    assert (code, found["due"]) == (1, 12)
    assert {line["clause"] for line in found["lines"]} == {"C16", "C18"}
    _, out, _ = run(tmp_path, "evidence", "list", "--clause", "c16", "-f", "json")
    (record,) = json.loads(out)["records"]
    assert record["covers"] == list(events)
    assert record["last_day"] == "2027-05-25"


def test_a_register_is_an_input_of_its_own(tmp_path: Path) -> None:
    """`check` judges what is missing in it and what became of each record; its findings lead to the record."""
    run(tmp_path, "evidence", "record", *AUDIT, *covering(*PARTS), "--done", "2026-10-01")
    found = verdicts(tmp_path)
    assert found["VMG1801", "evidence"] == ["pass"]
    assert found["VMG1603", "evidence"] == ["fail"] * 5
    name = "evidence/C18-site-2026-10-01.toml"
    assert found["VMG1802", name] == ["pass"]
    later = verdicts(tmp_path, "--skip", "VMG1603", as_of="2027-04-03")
    assert later["VMG1801", "evidence"] == ["fail"] * 5
    assert later["VMG1802", name] == ["fail"]
    _, out, _ = run(tmp_path, "check", "evidence", "--rule", "VMG1802", "-f", "json", as_of="2027-04-03")
    (result,) = json.loads(out)["results"]
    assert (result["file"], result["line"]) == (name, 6)
    assert "is 184 days old, and C18 allows 183" in result["message"]


def test_each_endpoint_may_have_its_own_audit(tmp_path: Path) -> None:
    """What covers one of two management servers leaves the other open."""
    # A policy is searched upwards to the root of a repository.
    (tmp_path / ".git").mkdir()
    (tmp_path / "vmgate.toml").write_text('[[endpoint]]\nname = "vc-a"\n[[endpoint]]\nname = "vc-b"\n')
    one = ("evidence", "record", *AUDIT[:2], *AUDIT[4:], *covering(*PARTS))
    run(tmp_path, *one, "--about", "endpoint:vc-a")
    assert verdicts(tmp_path)["VMG1801", "evidence"] == ["fail"] * 5
    run(tmp_path, *one, "--about", "endpoint:vc-b")
    assert verdicts(tmp_path)["VMG1801", "evidence"] == ["pass"]


def test_coverage_looks_at_the_register_by_itself(tmp_path: Path) -> None:
    """Nobody has to name it; without one the clauses of evidence are unknown, never passed."""
    (tmp_path / "vmgate.toml").write_text('[organization]\nname = "x"\n')
    (tmp_path / "main.tf").write_text('provider "vsphere" {\n  vsphere_server = "vc-a"\n}\n')

    def clause(number: str) -> dict[str, Any]:
        _, out, _ = run(tmp_path, "coverage", "-f", "json")
        return next(one for one in json.loads(out)["clauses"] if one["clause"] == number)

    assert (clause("C18")["unknown"], clause("C18")["pass"]) == (1, 0)
    run(tmp_path, "evidence", "record", *AUDIT, *covering(*PARTS))
    assert (clause("C18")["unknown"], clause("C18")["fail"]) == (0, 0)
    assert clause("C18")["pass"] > 0
    assert clause("C18")["decided_by"] == ["evidence"]
