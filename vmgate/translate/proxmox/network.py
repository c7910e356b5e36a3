"""Bridges, VLANs and SDN networks, and what a guest's interface on them is attached to (C19, C26).

A bridge belongs to one node: two nodes may each have a `vmbr1`. The id of an SDN vnet is a bridge name on every
node of its zone. Untagged traffic of a guest is tagged after all where its bridge is a vnet with a tag, or where
all ports of the bridge are interfaces of one VLAN.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import urlsplit

from vmgate.model.value import Reference, Unknown
from vmgate.translate.attributes import Attributes
from vmgate.translate.facts import derive
from vmgate.translate.proxmox.resource_types import BRIDGES, FILE_STORAGES, VLAN_INTERFACES, VNETS
from vmgate.vocabulary.network import UNTAGGED, HostInterface, Network, PortGroup, VirtualSwitch, Vlan, tagged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.model.estate import Estate
    from vmgate.model.fact import Fact
    from vmgate.model.resource import Resource

ENDPOINTS = ("endpoint", "pm_api_url")
"""The attributes of the two providers."""

_VLAN_NAME = re.compile(r".+\.(\d{1,4})|vlan(\d{1,4})")


class LinuxBridge(VirtualSwitch):
    """A Linux bridge of one node."""

    @property
    def name(self) -> Fact[str]:
        """Its name, `vmbr0`."""
        return Attributes(self.resource).text("name", "")


class Vnet(PortGroup):
    """A virtual network of the cluster's SDN."""

    @property
    def name(self) -> Fact[str]:
        """Its id, which guests use as the name of a bridge."""
        return Attributes(self.resource).text("id", "")

    @property
    def vlan(self) -> Fact[Vlan]:
        """Its tag; a VXLAN id where its zone is one of that kind."""
        return derive(Attributes(self.resource).number("tag", 0), _segment)


class VlanInterface(HostInterface):
    """A node's own interface in a VLAN."""

    def __init__(self, resource: Resource, estate: Estate) -> None:
        super().__init__(resource)
        self._estate = estate

    @property
    def networks(self) -> Sequence[Network]:
        """The VLAN, by the name of the interface in it."""
        attributes = Attributes(self.resource)
        name = attributes.text("name", "")
        return [
            Network(
                where=name,
                name=name.value if name.known else None,
                endpoint=endpoint(self.resource, self._estate),
                managed=True,
                vlan=derive(attributes.number("vlan", 0), tagged),
            )
        ]

    @property
    def addresses(self) -> Sequence[Fact[str]]:
        """`address` and `address6`, where there is one."""
        attributes = Attributes(self.resource)
        found = (attributes.text(name, "") for name in ("address", "address6"))
        return [one for one in found if not one.known or one.value]

    @property
    def storage_servers(self) -> Sequence[Fact[tuple[str, ...]]]:
        """`server` of all storages that nodes mount."""
        storages = self._estate.of_type(*FILE_STORAGES)
        return [derive(Attributes(one).text("server", ""), lambda name: (name,)) for one in storages]

    @property
    def gateways(self) -> Sequence[Fact[str | None]]:
        """Those of the two address families."""
        attributes = Attributes(self.resource)
        return (attributes.text("gateway"), attributes.text("gateway6"))


Target: TypeAlias = LinuxBridge | Vnet


def targets(node: Fact[str], bridge: str, estate: Estate) -> list[Target]:
    """What a bridge name means on a node, as far as this configuration has it."""
    vnets = [Vnet(resource) for resource in estate.where("managed", VNETS, ("id",), bridge)]
    found = estate.where("managed", BRIDGES, ("name",), bridge)
    return [*vnets, *(LinuxBridge(resource) for resource in found if _may_be_on(resource, node))]


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
        ids = {_port_vlan(port, node, estate) for port in ports}
        return tagged(ids.pop() or 0) if len(ids) == 1 else UNTAGGED

    return derive(attributes.texts("ports"), common)


def endpoint(resource: Resource, estate: Estate) -> str | None:
    """The host of the Proxmox API that a resource is managed through, None when that is not known."""
    if resource.provider_block is None:
        return None
    for provider in estate.at(Reference(resource.provider_block)):
        for name in ENDPOINTS:
            url = provider.read(name)
            if isinstance(url, str):
                return urlsplit(url).hostname
    return None


def _may_be_on(resource: Resource, node: Fact[str]) -> bool:
    own = Attributes(resource).text("node_name", "")
    return not own.known or not node.known or own.value == node.value


def _port_vlan(port: str, node: Fact[str], estate: Estate) -> int | None:
    for interface in estate.where("managed", VLAN_INTERFACES, ("name",), port):
        vlan = Attributes(interface).number("vlan", 0)
        if _may_be_on(interface, node) and vlan.known and vlan.value:
            return vlan.value
    match = _VLAN_NAME.fullmatch(port)
    return int(match.group(1) or match.group(2)) if match else None


def _segment(tag: int) -> Vlan:
    return Vlan(((tag, tag),)) if tag > 4095 else tagged(tag)
