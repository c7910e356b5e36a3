"""The log of running machines beside the state that it is of (C22)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.commands import vmgate
from tests.fixtures import PLANS
from tests.inventory.states import machine, state

if TYPE_CHECKING:
    from pathlib import Path

BROKEN = PLANS.parent / "states" / "broken.tfstate"
POLICY = '[ledger]\nurl = "ledger.db"\n'
RULE = ("--rule", "VMG2201", "--as-of", "2026-11-23")


def site(folder: Path, text: str = POLICY) -> Path:
    """A site policy."""
    (folder / "vmgate.toml").write_text(text)
    return folder / "vmgate.toml"


def record(folder: Path, *states: str | Path, day: str = "2026-11-20") -> None:
    """Record states on a day."""
    done = vmgate("inventory", "record", *states, "--config", folder / "vmgate.toml", "--as-of", day)
    assert done.code == 0, done.err


def said(folder: Path, *paths: str | Path) -> list[tuple[str, str, str]]:
    """What the rule says: verdict, address and message (or reason)."""
    done = vmgate("check", *paths, *RULE, "--config", folder / "vmgate.toml", "-f", "json")
    results: list[dict[str, Any]] = done.json["results"]
    return [(one["verdict"], one["address"], one["reason"] or one["message"]) for one in results]


def test_a_state_that_was_recorded_passes(tmp_path: Path) -> None:
    """In either form, under another name, and as the file it was recorded from."""
    site(tmp_path)
    record(tmp_path, BROKEN)
    assert said(tmp_path, BROKEN) == []
    assert said(tmp_path, BROKEN.with_suffix(".json")) == []


@pytest.mark.parametrize(
    ("policy", "told"),
    [("", "there is no log of running machines: no ledger is configured"),
     (POLICY, "the log of running machines has no record of this state")],
)  # fmt: skip
def test_a_missing_log_fails_once(policy: str, told: str, tmp_path: Path) -> None:
    """One finding for the state, whatever number of machines it has."""
    site(tmp_path, policy)
    path = state(tmp_path, "s.json", machine("web"), machine("db"))
    assert said(tmp_path, path) == [("fail", path, told)]


def test_a_log_of_other_machines_is_none_of_this_state(tmp_path: Path) -> None:
    """It is found by its machines, where no lineage tells."""
    site(tmp_path)
    record(tmp_path, state(tmp_path, "other.json", machine("mail")))
    path = state(tmp_path, "s.json", machine("web"))
    assert [message for _, _, message in said(tmp_path, path)] == [
        "the log of running machines has no record of this state"
    ]


@pytest.mark.parametrize(("limit", "fails"), [("", True), ("[inventory]\nmax_age_days = 32\n", False)])
def test_an_old_log_fails_once(limit: str, *, fails: bool, tmp_path: Path) -> None:
    """Older than 31 days, or than the policy says; the day itself still counts."""
    site(tmp_path, POLICY + limit)
    path = state(tmp_path, "s.json", machine("web"))
    record(tmp_path, path, day="2026-10-22")
    expected = [("fail", path, "the log of running machines is 32 days old, and may be 31")]
    assert said(tmp_path, path) == (expected if fails else [])
    record(tmp_path, path, day="2026-10-23")
    assert said(tmp_path, path) == []


def test_a_record_of_a_later_day_does_not_count(tmp_path: Path) -> None:
    """As of the day that is judged, it was not there."""
    site(tmp_path)
    path = state(tmp_path, "s.json", machine("web"))
    record(tmp_path, path, day="2026-11-24")
    assert [verdict for verdict, _, _ in said(tmp_path, path)] == ["fail"]


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        (machine("web", power_state="off"), machine("web"),
         "the machine runs; the log of 2026-11-20 has its power as off"),
        (machine("web"), machine("web", power_state="off"),
         "the machine is powered off; the log of 2026-11-20 has its power as on"),
        (machine("web"), machine("web", name="wiki"),
         'the machine is called "wiki"; in the log of 2026-11-20 it is web'),
    ],
    ids=["started", "stopped", "renamed"],
)  # fmt: skip
def test_a_machine_that_differs_fails(
    before: dict[str, Any], now: dict[str, Any], told: str, tmp_path: Path
) -> None:
    """With what the log has, at the machine itself; the others pass."""
    site(tmp_path)
    record(tmp_path, state(tmp_path, "s.json", before, machine("db")))
    path = state(tmp_path, "s.json", now, machine("db"))
    assert said(tmp_path, path) == [("fail", "vsphere_virtual_machine.web", told)]


def test_a_new_machine_fails_once_it_runs(tmp_path: Path) -> None:
    """What is powered off need not be in a log of running machines."""
    site(tmp_path)
    record(tmp_path, state(tmp_path, "s.json", machine("web")))
    path = state(tmp_path, "s.json", machine("web"), machine("new"), machine("off", power_state="off"))
    assert said(tmp_path, path) == [
        ("fail", "vsphere_virtual_machine.new", "the machine runs and is not in the log of running machines")
    ]


def test_machines_that_are_gone_fail_once(tmp_path: Path) -> None:
    """Named, up to five of them; those that were off are not missed."""
    site(tmp_path)
    gone = [machine(f"gone-{number}") for number in range(7)]
    record(tmp_path, state(tmp_path, "s.json", machine("web"), *gone, machine("off", power_state="off")))
    path = state(tmp_path, "s.json", machine("web"))
    names = "gone-0, gone-1, gone-2, gone-3, gone-4 and 2 more"
    assert said(tmp_path, path) == [
        ("fail", path, f"the log has machines as running that this state has not: {names}")
    ]


def test_a_machine_of_which_nothing_tells_whether_it_runs_is_unknown(tmp_path: Path) -> None:
    """Neither in order nor at fault."""
    site(tmp_path)
    web = machine("web")
    record(tmp_path, state(tmp_path, "s.json", web))
    path = state(tmp_path, "s.json", web, machine("clone", "proxmox_cloned_vm", id=7))
    assert said(tmp_path, path) == [
        ("unknown", "proxmox_cloned_vm.clone", "the provider does not tell whether it runs")
    ]


def test_two_servers_may_count_alike(tmp_path: Path) -> None:
    """Machines of one number on two Proxmox servers are told apart by their addresses."""
    site(tmp_path)
    kind = "proxmox_virtual_environment_vm"
    path = state(
        tmp_path, "s.json", *(machine(name, kind, vm_id=101, started=True) for name in ("one", "two"))
    )
    record(tmp_path, path)
    assert said(tmp_path, path) == []


def test_a_state_has_its_own_record_among_others(tmp_path: Path) -> None:
    """Each is compared with its own."""
    site(tmp_path)
    paths = [state(tmp_path, f"{name}.json", machine(name)) for name in ("one", "two")]
    record(tmp_path, *paths)
    assert said(tmp_path, *paths) == []
    assert (
        said(tmp_path, *(state(tmp_path, f"moved-{name}.json", machine(name)) for name in ("one", "two")))
        == []
    )


def test_a_plan_is_not_asked(tmp_path: Path) -> None:
    """What it will leave behind does not run yet."""
    site(tmp_path)
    plan = PLANS.parents[2] / "examples" / "campus" / "broken" / "plan.json"
    done = vmgate("check", plan, *RULE, "--config", tmp_path / "vmgate.toml", "-f", "json", "--if-any")
    assert done.json["summary"] == dict.fromkeys(("pass", "fail", "unknown", "waived", "crash"), 0)


def test_a_ledger_that_cannot_be_read_is_no_verdict(tmp_path: Path) -> None:
    """Unless the rule is not asked."""
    site(tmp_path)
    (tmp_path / "ledger.db").write_text("no ledger at all")
    path = state(tmp_path, "s.json", machine("web"))
    done = vmgate("check", path, *RULE, "--config", tmp_path / "vmgate.toml")
    assert done.code == 3
    assert "the ledger cannot be used" in done.err
    other = vmgate("check", path, "--rule", "VMG1601", "--config", tmp_path / "vmgate.toml")
    assert other.code != 3


def test_a_name_that_is_a_secret_is_in_no_message(tmp_path: Path) -> None:
    """It is recorded as one, and compared as one."""
    site(tmp_path)
    path = state(tmp_path, "s.json", machine("web", name="hunter2", sensitive=["name"]))
    record(tmp_path, path)
    assert said(tmp_path, path) == []
    path = state(tmp_path, "s.json", machine("web", name="hunter2"))
    ((_, _, message),) = said(tmp_path, path)
    assert "(sensitive)" in message
    path = state(tmp_path, "s.json", machine("web", name="hunter2", sensitive=["name"], power_state="off"))
    assert "hunter2" not in json.dumps(said(tmp_path, path))


def test_a_ledger_that_others_may_write_fails_where_a_state_is_judged(tmp_path: Path) -> None:
    """C17, of vmgate's own ledger: its mode, its directory, its triggers."""
    site(tmp_path)
    path = state(tmp_path, "s.json", machine("web"))
    record(tmp_path, path)

    def judged() -> list[str]:
        done = vmgate("check", path, "--rule", "VMG1701", "--config", tmp_path / "vmgate.toml", "-f", "json")
        return [one["message"] for one in done.json["results"]]

    assert judged() == []
    (tmp_path / "ledger.db").chmod(0o660)
    (message,) = judged()
    assert "others than its owner may write it (mode 0660)" in message
    (tmp_path / "ledger.db").chmod(0o444)
    assert "mode is 0444, not 0440" in judged()[0]
