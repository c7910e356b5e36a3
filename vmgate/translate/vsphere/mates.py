"""Port groups that have a VLAN in common, and whether they are on one switch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.model.fact import Fact, UnknownValue
from vmgate.model.value import Unknown
from vmgate.translate.vsphere.joins import DISTRIBUTED_PORT_GROUP, identity, same_server
from vmgate.translate.vsphere.links import switch_path
from vmgate.vocabulary.network import VlanMate

if TYPE_CHECKING:
    from vmgate.model.resource import Resource
    from vmgate.translate.vsphere.inventory import Inventory
    from vmgate.vocabulary.network import PortGroup


def vlan_mates(group: PortGroup, inventory: Inventory) -> list[VlanMate]:
    """See `PortGroup.vlan_mates`. One whose VLAN is not known may have it. Raises `UnknownValue`."""
    single = group.vlan.value.single
    if single is None:
        return []
    index = inventory.port_groups_by_vlan
    found = []
    for other in (*index.get(single, ()), *index.get(None, ())):
        if other.resource.address == group.resource.address:
            continue
        together = _together(group.resource, other.resource, inventory)
        if together is False:
            continue
        if not other.vlan.known:
            found.append(
                VlanMate(other, Fact(Unknown("its VLAN is not known"), other.resource, other.vlan.path))
            )
            continue
        known = True if together else Unknown("which switch it is on is not known")
        found.append(VlanMate(other, Fact(known, group.resource, switch_path(group.resource))))
    return found


def _together(one: Resource, other: Resource, inventory: Inventory) -> bool | None:
    """Whether two port groups are on one switch; None where nothing tells."""
    estate = inventory.estate
    if one.type != other.type or not same_server(estate, one, other):
        return False
    attributes = ["distributed_virtual_switch_uuid"]
    if one.type != DISTRIBUTED_PORT_GROUP:
        attributes = ["virtual_switch_name", "host_system_id"]
    pairs = [(identity(estate, one, name), identity(estate, other, name)) for name in attributes]
    if any(own and theirs and own[0] == theirs[0] == "id" and own != theirs for own, theirs in pairs):
        return False
    if all(own is not None and own == theirs for own, theirs in pairs):
        return True
    try:
        first, second = inventory.links.switch(one).one, inventory.links.switch(other).one
    except UnknownValue:
        return None
    return None if first is None or second is None else first is second
