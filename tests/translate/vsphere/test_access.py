"""Roles and permissions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.translate.vsphere.build import alone, copy_of, of, plan, reason, thing
from vmgate.model.fact import UnknownValue
from vmgate.model.value import Unknown
from vmgate.vocabulary.access import AccessRole, Permissions

if TYPE_CHECKING:
    from vmgate.model.resource import Resource
    from vmgate.model.value import Value
    from vmgate.vocabulary.access import Grant

POWER = "VirtualMachine.Interact.PowerOn"


def grant(role_id: Value, *others: Resource, **values: Value) -> Grant:
    """The only grant of a set of permissions."""
    block: Value = {
        "user_or_group": "EX\\a",
        "is_group": True,
        "propagate": False,
        "role_id": role_id,
        **values,
    }
    permissions = of("vsphere_entity_permissions.p", permissions=[block])
    (found,) = alone(Permissions, permissions, *others).grants
    return found


def test_a_managed_role() -> None:
    """Its privileges are the provider's ids; without any it has none."""
    role = alone(AccessRole, of("vsphere_role.r", name="power", role_privileges=[POWER]))
    assert (role.name.value, role.privileges.value) == ("power", (POWER,))
    assert alone(AccessRole, of("vsphere_role.r", name="none")).privileges.value == ()
    unsure = alone(AccessRole, of("vsphere_role.r", name="x", role_privileges=[POWER, Unknown("no value")]))
    assert reason(unsure.privileges) == "no value"


def test_a_role_that_is_looked_up_has_privileges_once_it_was_read() -> None:
    """Not read, nothing is known of them; read, no privileges are none."""
    unread = alone(AccessRole, of("data.vsphere_role.r", label="Read-only", id=Unknown("later")))
    assert unread.name.value == "Read-only"
    assert reason(unread.privileges) == "data source not read"
    assert alone(AccessRole, of("data.vsphere_role.r", label="x", id="-2")).privileges.value == ()
    read = alone(AccessRole, of("data.vsphere_role.r", label="x", id="7", role_privileges=[POWER]))
    assert read.privileges.value == (POWER,)
    empty = alone(AccessRole, of("data.vsphere_role.r", label="x", id="7", role_privileges=[]))
    assert empty.privileges.value == ()
    assert reason(alone(AccessRole, of("data.vsphere_role.r", id="7")).privileges) == "data source not read"


def test_the_id_of_a_built_in_role_tells_its_privileges() -> None:
    """Whatever the server calls it, and whether or not they were read."""
    assert (
        POWER in alone(AccessRole, of("data.vsphere_role.r", label="Administrator", id="-1")).privileges.value
    )


def test_a_grant() -> None:
    """Who, what, how far."""
    found = grant("-1")
    assert (found.principal.value, found.is_group.value, found.propagates.value) == ("EX\\a", True, False)
    assert found.role_id.value == "-1"
    assert found.roles == ()
    assert found.role_id.path == ("permissions", 0, "role_id")


@pytest.mark.parametrize("address", ["vsphere_role.r", "data.vsphere_role.r"])
def test_the_role_of_a_grant_is_found_by_value_and_by_reference(address: str) -> None:
    """A role that exists by its id, one that does not yet by reference."""
    for role_id, own in (("17", "17"), (copy_of(f"{address}:id"), Unknown("later"))):
        found = grant(role_id, of(address, name="power", label="power", id=own))
        assert [role.resource.address for role in found.roles] == [address]


def test_a_role_that_cannot_be_told_has_no_candidates_and_an_unknown_id() -> None:
    """Nothing at all, or something that is no role."""
    assert grant(Unknown("no value")).roles == ()
    assert reason(grant(Unknown("no value")).role_id) == "no value"
    either = copy_of("vsphere_role.r:id", "terraform_data.x:output")
    assert grant(either, of("vsphere_role.r"), of("terraform_data.x", output=Unknown("later"))).roles == ()


def test_an_unknown_number_of_grants_is_unknown() -> None:
    """A dynamic block over an unknown."""
    permissions = alone(Permissions, of("vsphere_entity_permissions.p", permissions=Unknown("for_each")))
    with pytest.raises(UnknownValue):
        len(permissions.grants)


def test_a_real_plan_grants_a_role_that_it_creates() -> None:
    """One grant by reference, one by the id of a role that was looked up."""
    whole = plan("broken/plan-vsphere-2.16.1")
    everyone, helpdesk = thing(Permissions, whole, "vsphere_entity_permissions.everyone").grants
    assert POWER in everyone.roles[0].privileges.value
    assert everyone.propagates.value is True
    assert helpdesk.roles[0].privileges.value == ()
