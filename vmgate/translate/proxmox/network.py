"""Bridges, VLANs and SDN networks, and what a guest's interface on them is attached to (C19, C26).

A bridge belongs to one node: two nodes may each have a `vmbr1`. The id of an SDN vnet is a bridge name on every
node of its zone. Untagged traffic of a guest is tagged after all where its bridge is a vnet with a tag, or where
all ports of the bridge are interfaces of one VLAN.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from vmgate.model.fact import Fact
from vmgate.translate.attributes import Attributes
from vmgate.translate.derivation import told
from vmgate.translate.facts import derive
from vmgate.translate.hosts import host_of_provider
from vmgate.translate.proxmox.resource_types import BRIDGES, OVERLAY_ZONES, VLAN_INTERFACES, VLAN_ZONES, VNETS
from vmgate.vocabulary.network import UNTAGGED, Network, PortGroup, VirtualSwitch, Vlan, VlanMate, tagged
from vmgate.vocabulary.thing import not_expressible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource
    from vmgate.model.value import Unknown

ENDPOINTS = ("endpoint", "pm_api_url")
"""The attributes of the two providers."""

INHERITED = "it is inherited from the template that the machine is cloned from"

_VLAN_NAME = re.compile(r".+\.(\d{1,4})|vlan(\d{1,4})")


class LinuxBridge(VirtualSwitch):
    """A Linux bridge of one node."""

    @property
    def name(self) -> Fact[str]:
        """Its name, `vmbr0`."""
        return Attributes(self.resource).text("name", "")


class Vnet(PortGroup):
    """A virtual network of the cluster's SDN. Without an estate, it tells nothing of others."""

    def __init__(self, resource: Resource, estate: Estate | None = None) -> None:
        super().__init__(resource)
        self._estate = estate

    @property
    def name(self) -> Fact[str]:
        """Its id, which guests use as the name of a bridge."""
        return Attributes(self.resource).text("id", "")

    @property
    def vlan(self) -> Fact[Vlan]:
        """Its tag; a VXLAN id where its zone is one of that kind."""
        return derive(Attributes(self.resource).number("tag", 0), _segment)

    @property
    def network(self) -> Network:
        """Itself."""
        name = self.name
        return Network(
            where=name,
            name=name.value if name.known else None,
            bridge=name.value if name.known else None,
            endpoint=endpoint(self.resource, self._estate) if self._estate is not None else None,
            port_groups=(self,),
            managed=True,
        )

    @property
    def vlan_mates(self) -> Sequence[VlanMate]:
        """The other networks with its tag, which are one with it where their zones are on one bridge."""
        if self._estate is None:
            not_expressible("networks of one VLAN without the estate")
        own = self.vlan.value.single
        if own is None:
            return ()
        return [
            VlanMate(other, _on_one_bridge(self, other, self._estate))
            for resource in self._estate.of_type(*VNETS)
            if resource is not self.resource
            for other in (Vnet(resource, self._estate),)
            if not other.vlan.known or other.vlan.value.single == own
        ]


Target: TypeAlias = LinuxBridge | Vnet


def targets(node: Fact[str], bridge: str, estate: Estate) -> list[Target]:
    """What a bridge name means on a node, as far as this configuration has it.

    Raises `UnknownValue` where that is nothing, and the name of a bridge that may be meant is not known.
    """
    vnets = [Vnet(resource) for resource in estate.where("managed", VNETS, ("id",), bridge)]
    bridges = estate.where("managed", BRIDGES, ("name",), bridge)
    found: list[Target] = [
        *vnets,
        *(LinuxBridge(resource) for resource in bridges if may_be_on(resource, node)),
    ]
    if not found:
        for name in estate.kept(_untold):
            if name.path == ("id",) or may_be_on(name.resource, node):
                raise name.doubt("which bridge it is: the name of one is not known")
    return found


def _untold(estate: Estate) -> list[Fact[str]]:
    """The names of bridges and networks that are not known."""
    named = [(resource, "name") for resource in estate.of_type(*BRIDGES)]
    named += [(resource, "id") for resource in estate.of_type(*VNETS)]
    return [
        name for resource, attribute in named if not (name := Attributes(resource).text(attribute, "")).known
    ]


def referenced(bridge: Fact[str], estate: Estate) -> list[Target] | None:
    """What an unknown bridge name is a copy of; None when it may be anything."""
    found: list[Target] = []
    for reference in bridge.resource.references(bridge.path):
        for resource in estate.at(reference):
            if resource.type in VNETS and reference.attribute == ("id",):
                found.append(Vnet(resource))
            elif resource.type in BRIDGES and reference.attribute == ("name",):
                found.append(LinuxBridge(resource))
            else:
                return None
    return found or None


def vlan_of(target: Target, estate: Estate) -> Fact[Vlan]:
    """The VLAN of traffic that a guest sends untagged."""
    if isinstance(target, Vnet):
        return target.vlan
    attributes = Attributes(target.resource)
    node = attributes.text("node_name", "")

    def common(ports: tuple[str, ...]) -> Vlan | Unknown:
        ids = {port_vlan(port, node, estate) for port in ports}
        return tagged(ids.pop() or 0) if len(ids) == 1 else UNTAGGED

    return derive(attributes.texts("ports"), common)


def endpoint(resource: Resource, estate: Estate) -> str | None:
    """The host of the Proxmox API that a resource is managed through, None when that is not known."""
    return host_of_provider(resource, estate, *ENDPOINTS)


def _on_one_bridge(one: Vnet, other: Vnet, estate: Estate) -> Fact[bool]:
    """Whether two networks of one tag share it: those of one zone do, and those whose zones are on one bridge."""
    zones = [Attributes(vnet.resource).text("zone", "") for vnet in (one, other)]

    def together() -> bool:
        if not other.vlan.value.overlaps(one.vlan.value):
            return False
        first, second = (zone.value for zone in zones)
        if first == second:
            return True
        places = [_bridge_of(zone, estate) for zone in zones]
        return None not in places and places[0] == places[1]

    return Fact(told(together), zones[0].resource, ("zone",))


def _bridge_of(zone: Fact[str], estate: Estate) -> tuple[str, int] | None:
    """The bridge of a zone, and its outer VLAN; None where its networks are no VLANs. Raises `UnknownValue`."""
    for resource in estate.where("managed", VLAN_ZONES, ("id",), zone.value):
        own = Attributes(resource)
        return own.text("bridge", "").value, own.number("service_vlan", 0).value
    if estate.where("managed", OVERLAY_ZONES, ("id",), zone.value):
        return None
    raise zone.doubt(f"the zone {zone.value} is not in the configuration")


def may_be_on(resource: Resource, node: Fact[str]) -> bool:
    """Whether a bridge or interface may be on a node."""
    own = Attributes(resource).text("node_name", "")
    return not own.known or not node.known or own.value == node.value


def port_vlan(port: str, node: Fact[str], estate: Estate) -> int | None:
    """The VLAN that an interface of a node is in; None where neither the configuration nor its name tells."""
    for interface in estate.where("managed", VLAN_INTERFACES, ("name",), port):
        vlan = Attributes(interface).number("vlan", 0)
        if may_be_on(interface, node) and vlan.known and vlan.value:
            return vlan.value
    match = _VLAN_NAME.fullmatch(port)
    return int(match.group(1) or match.group(2)) if match else None


def _segment(tag: int) -> Vlan:
    return Vlan(((tag, tag),)) if tag > 4095 else tagged(tag)
