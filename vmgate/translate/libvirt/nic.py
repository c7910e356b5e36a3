"""Guests' network interfaces (C09, C19, C26).

An interface names a network, a bridge of the host, or an interface of the host that it is attached to directly.
Names of networks are names within one hypervisor.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vmgate.model.fact import Fact, UnknownValue
from vmgate.model.value import Unknown
from vmgate.translate.facts import derive, left_out
from vmgate.translate.libvirt.connection import endpoint
from vmgate.translate.libvirt.network import LibvirtNetwork, named, nested_name, referenced, vlan_of
from vmgate.translate.libvirt.resource_types import NETWORK
from vmgate.vocabulary.network import UNTAGGED, Network, Nic, Vlan, tagged
from vmgate.vocabulary.thing import not_expressible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.model.estate import Estate
    from vmgate.translate.attributes import Attributes
    from vmgate.vocabulary.thing import Thing

_OF_VLAN = re.compile(r".+\.(\d{1,4})")
_ELSEWHERE = "the network is not part of this configuration"


class LibvirtNic(Nic):
    """An interface on a network, a bridge, or an interface of the host, whichever its `Attachment` is."""

    def __init__(self, machine: Thing, estate: Estate, attachment: Attachment) -> None:
        super().__init__(machine)
        self._estate = estate
        self._attached = attachment

    @property
    def attachment(self) -> Fact[object]:
        """What names the network, the bridge or the interface."""
        return self._attached.name

    @property
    def networks(self) -> Sequence[Network]:
        """What it is attached to. Raises `UnknownValue`."""
        found = self._attached.targets(self._estate)
        if self._attached.kind == "network":
            if found is not None:
                return [self._network(target.name, target) for target in found]
            return [self._network(self._attached.name, None)]
        bridge = self._attached.name.value
        return [
            Network(
                where=self._attached.name,
                bridge=bridge,
                endpoint=endpoint(self.machine.resource, self._estate),
                managed=any(_has_bridge(one, bridge) for one in _networks(self._estate)),
                vlan=self._chosen(),
            )
        ]

    @property
    def vlan(self) -> Fact[Vlan]:
        """Its own VLAN, else that of its port group or network. Blocks, and 0.9.0, cannot express one."""
        if not self._attached.has_vlans:
            not_expressible("the VLAN of an interface")
        own = vlan_of(self._attached.interface, self._estate)
        if not own.known or own.value != UNTAGGED:
            return own
        try:
            return self._inherited(own)
        except UnknownValue as missing:
            return Fact(Unknown(missing.reason), own.resource, missing.path)

    def _inherited(self, own: Fact[Vlan]) -> Fact[Vlan]:
        if self._attached.kind != "network":
            match = _OF_VLAN.fullmatch(self._attached.name.value or "")
            return derive(own, lambda _: tagged(int(match[1]))) if match else own
        found = self._attached.targets(self._estate)
        if not found:
            return Fact(Unknown(_ELSEWHERE), own.resource, self._attached.name.path)
        group = self._attached.port_group
        vlans = [network.vlan_of_group(group.value) for network in found]
        if len({str(vlan.value) for vlan in vlans}) > 1:
            return Fact(Unknown("it depends on which network it is"), own.resource, self._attached.name.path)
        return vlans[0] if vlans[0].value != UNTAGGED else own

    def _network(self, name: Fact[str | None] | Fact[str], target: LibvirtNetwork | None) -> Network:
        bridge = target.bridge if target is not None else None
        id_ = self._attached.id_
        return Network(
            where=self._attached.name,
            name=name.value if not id_ or target is not None else None,
            id=name.value if id_ and target is None else None,
            bridge=bridge.value if bridge is not None else None,
            endpoint=endpoint(self.machine.resource, self._estate),
            managed=target is not None,
            vlan=self._chosen(),
        )

    def _chosen(self) -> Fact[Vlan] | None:
        return self.vlan if self._attached.has_vlans else None


class Attachment:
    """What one interface says of where it is attached. `kind` is network, bridge, direct or other.

    `name` is the network, bridge or interface of the host; its value is None where the kind has none. `id_` says that a
    network goes by its id. `port_group` is the one of a network, and `has_vlans` whether VLANs can be said.
    """

    def __init__(
        self,
        interface: Attributes,
        kind: str,
        name: Fact[str | None],
        *,
        id_: bool = False,
        port_group: Fact[str | None] | None = None,
        has_vlans: bool = False,
    ) -> None:
        self.interface = interface
        self.kind = kind
        self.name = name
        self.id_ = id_
        self.port_group: Fact[str | None] = port_group or Fact(None, name.resource, name.path)
        self.has_vlans = has_vlans

    def targets(self, estate: Estate) -> list[LibvirtNetwork] | None:
        """The networks of this configuration that it may be; None where it is none of them, or nobody knows."""
        if self.kind != "network":
            return None
        if not self.name.known:
            found = referenced(self.name, estate)
            if not found:
                _ = self.name.value
            return found
        if self.id_ or self.name.value is None:
            return None
        return named(derive(self.name, str), estate) or None


def of_block(block: Attributes) -> Attachment:
    """A `network_interface` block of 0.8. What it does not set, the provider fills in."""
    for name, kind in (("bridge", "bridge"), *((mode, "direct") for mode in ("macvtap", "vepa", "private"))):
        value = block.text(name)
        if not value.known or value.value:
            return Attachment(block, kind, value)
    passed = block.text("passthrough")
    if not passed.known or passed.value:
        return Attachment(block, "direct", passed)
    for name in ("network_name", "network_id"):
        if not left_out(block, name):
            return Attachment(block, "network", block.text(name), id_=name == "network_id")
    return Attachment(block, "other", Fact(None, block.resource, block.path))


def of_object(interface: Attributes, *, flat: bool) -> Attachment:
    """An element of `devices.interfaces`; `flat` as 0.9.0 had them. Raises `UnknownValue`."""
    source = interface.block("source")
    if source is None:
        return Attachment(interface, "other", Fact(None, interface.resource, interface.at("source")))
    group = source.text("portgroup") if flat else None
    for name, inner, kind in (
        ("network", "network", "network"),
        ("bridge", "bridge", "bridge"),
        ("direct", "dev", "direct"),
        ("dev", "dev", "direct"),
    ):
        if source.outline(name) is None:
            continue
        if group is None and name == "network":
            outline = source.outline(name)
            if isinstance(outline, dict):
                inside = source.block("network")
                group = inside.text("port_group") if inside is not None else None
            elif isinstance(outline, Unknown):
                group = Fact(outline, source.resource, source.at(name))
        value = nested_name(source, name, inner)
        return Attachment(interface, kind, value, port_group=group, has_vlans=not flat)
    return Attachment(
        interface, "other", Fact(None, interface.resource, interface.at("source")), has_vlans=not flat
    )


def _networks(estate: Estate) -> list[LibvirtNetwork]:
    return [LibvirtNetwork(resource, estate) for resource in estate.of_type(NETWORK)]


def _has_bridge(network: LibvirtNetwork, bridge: str | None) -> bool:
    try:
        own = network.bridge
    except UnknownValue:
        return False
    return own.known and own.value is not None and own.value == bridge
