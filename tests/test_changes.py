"""What a plan changes, and what of that is judged: real plans over a state, one for every kind of change.

Every machine in them leaves its logging off, which VMG1601 tells of whatever is judged.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.commands import vmgate
from tests.fixtures import PLANS

if TYPE_CHECKING:
    from pathlib import Path

CHANGES = PLANS.parent / "changes"
REMOVED = "nothing is left to judge: the plan only removes"
UNCHANGED = "the plan changes nothing"


def check(plan: Path, *arguments: str | Path, rule: str = "VMG1601") -> dict[str, Any]:
    """The report on a plan, by one rule."""
    about = ("--no-config", "--rule", rule, "--as-of", "2026-11-23", "--format", "json")
    done = vmgate("check", plan, *about, *arguments)
    report: dict[str, Any] = done.json
    assert report["exit_code"] == done.code
    return report


def judged(report: dict[str, Any]) -> list[str]:
    """The names of the machines that are told of."""
    return [one["address"].rpartition(".")[2] for one in report["results"]]


def edited(directory: Path, name: str, address: str, **change: Any) -> Path:
    """A plan with something else in the change of one machine."""
    document = json.loads((CHANGES / name).read_bytes())
    (found,) = (one for one in document["resource_changes"] if one["address"].endswith(f".{address}"))
    found["change"].update(change)
    file = directory / name
    file.write_text(json.dumps(document, separators=(",", ":")))
    return file


@pytest.mark.parametrize(
    ("address", "always", "when_changed"),
    [
        ("created", True, True),
        ("updated", True, True),
        ("replaced", True, True),
        ("imported", True, True),
        ("kept", True, False),
        ("new", True, False),
        ("deleted", False, False),
        ("forgotten", False, False),
    ],
)
def test_each_kind_of_change_is_judged_or_not(address: str, always: bool, when_changed: bool) -> None:
    """What will be there is judged, what goes is not; --changed-only leaves out what stays as it is, and what moves."""
    assert (address in judged(check(CHANGES / "changes.json"))) is always
    assert (address in judged(check(CHANGES / "changes.json", "--changed-only"))) is when_changed


def test_what_is_forgotten_or_moved_is_told() -> None:
    """The one is out of everybody's sight from now on, the other has a new name."""
    notes = check(CHANGES / "changes.json")["inputs"][0]["notes"]
    assert notes == [
        "forgotten, so that nobody manages it any more: vsphere_virtual_machine.forgotten",
        "moved, and judged under the new address: vsphere_virtual_machine.old to vsphere_virtual_machine.new",
    ]


@pytest.mark.parametrize("actions", [["delete", "create"], ["create", "delete"], ["create", "forget"]])
def test_a_replacement_is_judged_in_whatever_order(tmp_path: Path, actions: list[str]) -> None:
    """What it makes is there afterwards, also where the old one is forgotten instead of deleted."""
    plan = edited(tmp_path, "changes.json", "replaced", actions=actions)
    assert "replaced" in judged(check(plan, "--changed-only"))


def test_a_machine_that_is_taken_in_as_it_is_is_a_change(tmp_path: Path) -> None:
    """Nothing is done to it, but from now on the organization answers for it here."""
    plan = edited(tmp_path, "unchanged.json", "kept", importing={"id": "/campus-dc1/vm/kept"})
    assert judged(check(plan, "--changed-only")) == ["kept"]
    assert judged(check(plan)) == ["deleted", "forgotten", "kept", "old", "replaced", "updated"]


def test_a_data_source_that_is_read_late_is_no_change() -> None:
    """The plan reads it when it is carried out; that changes nothing."""
    late = next(
        one
        for one in json.loads((CHANGES / "changes.json").read_bytes())["resource_changes"]
        if one["mode"] == "data"
    )
    assert late["change"]["actions"] == ["read"]
    assert "late" not in judged(check(CHANGES / "changes.json", "--changed-only"))


@pytest.mark.parametrize(
    ("name", "arguments", "note"),
    [
        ("removed.json", [], REMOVED),
        ("removed.json", ["--changed-only"], REMOVED),
        ("destroyed.json", [], REMOVED),
        ("destroyed.json", ["--changed-only"], REMOVED),
        ("unchanged.json", ["--changed-only"], UNCHANGED),
        ("moved.json", ["--changed-only"], UNCHANGED),
    ],
)
def test_a_plan_with_nothing_to_judge_is_open_and_says_so(name: str, arguments: list[str], note: str) -> None:
    """In one line, and whatever its connection is: nothing that this plan leaves is in doubt."""
    for rule in ("VMG1601", "VMG0201"):
        report = check(CHANGES / name, *arguments, rule=rule)
        assert (report["decision"], report["results"]) == ("open", [])
        assert report["inputs"][0]["notes"][-1] == note


def test_a_plan_that_only_forgets_says_so(tmp_path: Path) -> None:
    """To leave everything as it is, unwatched, is another thing than to delete it."""
    document = json.loads((CHANGES / "removed.json").read_bytes())
    for one in document["resource_changes"]:
        one["change"]["actions"] = ["forget"]
    plan = tmp_path / "plan.json"
    plan.write_text(json.dumps(document))
    report = check(plan)
    assert report["decision"] == "open"
    assert report["inputs"][0]["notes"][-1] == "nothing is left to judge: the plan only forgets"


def test_a_plan_that_changes_nothing_is_judged_all_the_same() -> None:
    """What stands obeys or does not, whether or not anybody touches it today."""
    assert len(judged(check(CHANGES / "unchanged.json"))) == 6
    assert judged(check(CHANGES / "moved.json")) == [
        "deleted", "forgotten", "kept", "new", "replaced", "updated",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "reason"),
    [("refreshed.json", "made with -refresh-only"), ("targeted.json", "not complete (targeted or deferred)")],
)
@pytest.mark.parametrize("arguments", [[], ["--changed-only"]])
def test_a_plan_that_does_not_show_everything_is_no_verdict(
    name: str, reason: str, arguments: list[str]
) -> None:
    """Neither what it leaves out nor what it will do later can be judged."""
    report = check(CHANGES / name, *arguments)
    assert report["decision"] == "no verdict"
    assert reason in report["inputs"][0]["unread"][0]["reason"]


def test_changes_that_are_put_off_are_no_verdict(tmp_path: Path) -> None:
    """Another plan will say what they are."""
    document = json.loads((CHANGES / "changes.json").read_bytes())
    put_off = document["resource_changes"].pop()
    document["deferred_changes"] = [{"reason": "instance_count_unknown", "resource_change": put_off}]
    plan = tmp_path / "plan.json"
    plan.write_text(json.dumps(document))
    assert check(plan)["decision"] == "no verdict"


def test_what_has_drifted_is_judged_as_it_will_be(tmp_path: Path) -> None:
    """Drift is told in a list of its own; what the plan makes of it is among the changes."""
    document = json.loads((CHANGES / "changes.json").read_bytes())
    kept = next(one for one in document["resource_changes"] if one["address"].endswith(".kept"))
    drift = json.loads(json.dumps(kept))
    drift["change"]["after"]["enable_logging"] = True
    document["resource_drift"] = [drift]
    plan = tmp_path / "plan.json"
    plan.write_text(json.dumps(document))
    assert judged(check(plan)) == judged(check(CHANGES / "changes.json"))


def test_a_deposed_object_is_on_its_way_out(tmp_path: Path) -> None:
    """A replacement that was interrupted: the old machine is still to be deleted, the new one is judged."""
    document = json.loads((CHANGES / "unchanged.json").read_bytes())
    left = json.loads(json.dumps(document["resource_changes"][0]))
    left["deposed"] = "12ab34cd"
    left["change"]["actions"] = ["delete"]
    document["resource_changes"].append(left)
    plan = tmp_path / "plan.json"
    plan.write_text(json.dumps(document))
    assert len(judged(check(plan))) == 6


def test_ignored_changes_are_told_of_a_plan_beside_its_source(tmp_path: Path) -> None:
    """The plan itself holds none of that; of a machine that ignores nothing, nothing is told."""
    source = tmp_path / "main.tf"
    written = (CHANGES / "after" / "main.tf").read_text()
    head, name, rest = written.partition('resource "vsphere_virtual_machine" "updated" {\n')
    source.write_text(f"{head}{name}  lifecycle {{\n    ignore_changes = [enable_logging]\n  }}\n{rest}")
    plan = tmp_path / "tfplan.json"
    plan.write_bytes((CHANGES / "changes.json").read_bytes())
    (found,) = check(plan, rule="VMG0302")["results"]
    assert found["address"] == "vsphere_virtual_machine.updated"
    assert found["attribute"] == "enable_logging"
    assert found["file"] == str(source)
    assert judged(check(CHANGES / "changes.json", rule="VMG0302")) == []


@pytest.mark.parametrize(("actions", "verdict"), [(["no-op"], None), (["update"], "fail")])
def test_an_unused_machine_that_is_updated_is_powered_on(
    actions: list[str], verdict: str | None, tmp_path: Path
) -> None:
    """The provider does so whatever is changed of it."""
    report = json.loads((CHANGES / "unchanged.json").read_bytes())
    (values,) = (
        one["change"]["after"] for one in report["resource_changes"] if one["address"].endswith(".kept")
    )
    off = {**values, "name": "old-web", "power_state": "off"}
    plan = edited(tmp_path, "unchanged.json", "kept", actions=actions, before=off, after=off)
    policy = tmp_path / "vmgate.toml"
    policy.write_text('[vm_states]\nunused = ["name:old-web"]\n')
    told = vmgate(
        "check", plan, "--config", policy, "--rule", "VMG2301", "--as-of", "2026-11-23", "--format", "json"
    ).json["results"]
    assert [one["verdict"] for one in told] == ([verdict] if verdict else [])
    assert all("the update powers it on" in one["message"] for one in told)
