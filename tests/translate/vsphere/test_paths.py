"""Inventory paths, tags and who has access: what site policies name machines by."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.translate.vsphere.build import alone, copy_of, estate, of, plan, reason, thing
from vmgate.model.fact import UnknownValue
from vmgate.model.value import Unknown
from vmgate.vocabulary.access import Permissions
from vmgate.vocabulary.machine import VirtualMachine

if TYPE_CHECKING:
    from vmgate.model.resource import Resource
    from vmgate.model.value import Value

DC = of("data.vsphere_datacenter.dc", name="campus-dc1", id="datacenter-3")
CLUSTER = of(
    "data.vsphere_compute_cluster.c",
    name="cl-general",
    id="domain-c8",
    resource_pool_id="resgroup-9",
    datacenter_id="datacenter-3",
)
FOLDER = of("vsphere_folder.f", path="web", type="vm", datacenter_id="datacenter-3", id=Unknown("later"))
ROLE = of("vsphere_role.r", name="console", role_privileges=["x"], id="17")


def machine(*others: Resource, **values: Value) -> VirtualMachine:
    """A machine in a cluster of the datacenter."""
    vm = of("vsphere_virtual_machine.vm", name="web-01", resource_pool_id="resgroup-9", **values)
    return alone(VirtualMachine, vm, DC, CLUSTER, *others)


def permissions(name: str, who: str, entity: Value, kind: str = "Folder", role: str = "17") -> Resource:
    """One grant on an entity, handed down."""
    grant: Value = {"user_or_group": who, "is_group": True, "propagate": True, "role_id": role}
    address = f"vsphere_entity_permissions.{name}"
    return of(address, entity_id=entity, entity_type=kind, permissions=[grant])


@pytest.mark.parametrize(
    ("folder", "path"),
    [
        (None, "/campus-dc1/vm/web-01"),
        ("web/blue", "/campus-dc1/vm/web/blue/web-01"),
        ("/campus-dc1/vm/web", "/campus-dc1/vm/web/web-01"),
    ],
)
def test_a_machine_is_in_the_datacenter_of_what_it_is_placed_on(folder: str | None, path: str) -> None:
    """Its folder is relative to that, or whole."""
    assert machine(folder=folder).path.value == path


def test_the_path_of_a_machine_is_unknown_where_its_datacenter_is() -> None:
    """A pool that nothing here is says nothing of the datacenter."""
    lonely = alone(VirtualMachine, of("vsphere_virtual_machine.vm", name="a", resource_pool_id="resgroup-1"))
    assert reason(lonely.path) == "its datacenter is not told"
    assert reason(machine(folder=Unknown("later")).path) == "later"


def test_a_tag_goes_by_its_category_and_name() -> None:
    """Found by value and by reference; one that is not here is unknown, and so is an unknown set."""
    tag = of("vsphere_tag.t", name="unused", category_id="cat-1", id="urn:1")
    category = of("data.vsphere_tag_category.c", name="lifecycle", id="cat-1")
    (known,) = machine(tag, category, tags=["urn:1"]).tags
    (referred,) = machine(tag, category, tags=[copy_of("vsphere_tag.t:id")]).tags
    assert known.value == referred.value == "lifecycle/unused"
    (foreign,) = machine(tag, category, tags=["urn:2"]).tags
    assert reason(foreign) == "the tag is not in the configuration"
    with pytest.raises(UnknownValue):
        len(machine(tags=Unknown("later")).tags)


@pytest.mark.parametrize(("state", "off"), [("on", False), ("suspended", False), ("off", True)])
def test_a_suspended_machine_is_not_powered_off(state: str, *, off: bool) -> None:
    """Its memory is kept, and it goes on where it stopped."""
    assert machine(power_state=state).powered_off.value is off


def test_the_power_of_a_machine_that_does_not_exist_is_unknown() -> None:
    """Source says nothing of it."""
    assert reason(machine().powered_off) == "the power state is known once the machine exists"


@pytest.mark.parametrize(
    ("entity", "kind", "path", "broad"),
    [
        (copy_of("vsphere_folder.f:id"), "Folder", "/campus-dc1/vm/web", False),
        ("group-v3", "Folder", "/campus-dc1/vm", True),
        ("datacenter-3", "Datacenter", "/campus-dc1", True),
        ("domain-c8", "ClusterComputeResource", "/campus-dc1/host/cl-general", True),
        ("vm-7", "VirtualMachine", "/campus-dc1/vm/web-07", False),
    ],
)
def test_an_entity_has_a_path(entity: Value, kind: str, path: str, *, broad: bool) -> None:
    """Folders, datacenters, clusters and machines, by id and by reference."""
    root = of("data.vsphere_folder.root", path="/campus-dc1/vm", id="group-v3")
    vm = of("vsphere_virtual_machine.vm", name="web-07", resource_pool_id="resgroup-9", moid="vm-7")
    whole = estate(permissions("p", "EX\\a", entity, kind), DC, CLUSTER, FOLDER, root, vm)
    (found,) = thing(Permissions, whole, "vsphere_entity_permissions.p").entities
    assert (found.path.value, found.broad.value) == (path, broad)


def test_an_entity_that_is_not_here_is_unknown_but_for_its_type() -> None:
    """A host holds machines of many, whichever it is."""
    host = alone(Permissions, permissions("p", "EX\\a", "host-12", "HostSystem")).entities[0]
    assert reason(host.path) == "the entity is not in the configuration"
    assert host.broad.value is True
    folder = alone(Permissions, permissions("p", "EX\\a", "group-v9")).entities[0]
    assert reason(folder.broad) == "the entity is not in the configuration"


def test_the_nearest_grant_of_a_principal_holds() -> None:
    """What is granted on the folder replaces what the datacenter hands down; others' grants stay."""
    found = machine(
        FOLDER,
        ROLE,
        permissions("far", "EX\\a", "datacenter-3", "Datacenter"),
        permissions("near", "ex\\A", copy_of("vsphere_folder.f:id"), role="-5"),
        permissions("other", "EX\\b", "datacenter-3", "Datacenter"),
        permissions("elsewhere", "EX\\c", "datastore-1", "Datastore"),
        folder="web",
    ).grants
    assert [(one.principal.value, one.admits.value) for one in found] == [("ex\\A", False), ("EX\\b", True)]


def test_a_grant_on_something_unknown_leaves_open_who_has_access() -> None:
    """It may be on the very machine."""
    with pytest.raises(UnknownValue):
        len(machine(permissions("p", "EX\\a", Unknown("later"))).grants)


def test_power_rights_of_roles_here_and_of_roles_that_every_server_has() -> None:
    """Administrator has them, no access has not, and a number that nobody knows is unknown."""
    for role, rights in (("-1", True), ("-5", False)):
        (one,) = alone(Permissions, permissions("p", "EX\\a", "group-v9", role=role)).grants
        assert bool(one.power_rights.value) is rights
    (one,) = alone(Permissions, permissions("p", "EX\\a", "group-v9", role="1034")).grants
    assert reason(one.power_rights) == "the role is not in the configuration"
    everyone, helpdesk = thing(
        Permissions, plan("broken/plan-vsphere-2.16.1"), "vsphere_entity_permissions.everyone"
    ).grants
    assert len(everyone.power_rights.value) == 3
    assert helpdesk.power_rights.value == ()
