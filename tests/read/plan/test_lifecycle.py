"""What a plan tells of imports and of changes that are not carried out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.examples import AS_OF
from tests.fixtures import PLANS
from vmgate.judge import judge
from vmgate.read.plan.load import read_plan
from vmgate.rulebook import by_name
from vmgate.settings import default
from vmgate.translate import things

if TYPE_CHECKING:
    from vmgate.model.resource import Resource

CAMPUS = PLANS / "campus" / "plan-vsphere-2.16.1.json"
MACHINE = "vsphere_virtual_machine.db[0]"


def changed(**change: Any) -> Resource:
    """A machine of a real plan, with something else in its change."""
    return next(one for one in read_plan(document(**change)).estate.resources if one.address == MACHINE)


def document(**change: Any) -> bytes:
    """A real plan with something else in the change of one machine."""
    whole = json.loads(CAMPUS.read_bytes())
    for resource in whole["resource_changes"]:
        if resource["address"] == MACHINE:
            resource["change"].update(change)
    return json.dumps(whole, separators=(",", ":")).encode()


def test_what_is_created_ignores_nothing() -> None:
    """A replacement is created too."""
    for actions in (["create"], ["delete", "create"], ["create", "delete"]):
        assert changed(actions=actions).ignored_changes() == ()


def test_a_plan_does_not_tell_what_is_ignored_of_what_is_there() -> None:
    """Only the source has the lifecycle."""
    for actions in (["no-op"], ["update"]):
        assert changed(actions=actions).ignored_changes() is None


def test_an_import_is_told() -> None:
    """By the id of what is taken in."""
    assert not changed().is_imported()
    assert changed(actions=["update"], importing={"id": "/campus-dc1/vm/db-01"}).is_imported()


def test_an_imported_machine_has_an_origin_that_cannot_be_trusted() -> None:
    """Whatever its clone block says; its twin, which is created, passes."""
    rule = by_name("VMG3004")
    assert rule is not None
    plan = read_plan(document(actions=["update"], importing={"id": "/campus-dc1/vm/db-01"}))
    findings = judge(things(plan.estate), [rule], default(AS_OF)).findings
    assert [(one.resource.address, one.message.partition(",")[0]) for one in findings] == [
        (MACHINE, "the machine is imported")
    ]
