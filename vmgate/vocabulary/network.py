"""Switches, port groups, VLANs, the hosts' own interfaces, and the networks that guests are attached to."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from msgspec import Struct

from vmgate.vocabulary.thing import Thing, not_expressible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.model.fact import Fact


class Vlan(Struct, frozen=True):
    """What a port group or an interface carries: a set of VLAN ids, inclusive ranges from 0 to 4095.

    No range at all is untagged traffic. `private` marks the secondary id of a private VLAN.
    """

    ranges: tuple[tuple[int, int], ...] = ()
    private: bool = False

    @property
    def untagged(self) -> bool:
        """No tag at all."""
        return self.ranges in ((), ((0, 0),))

    @property
    def trunk(self) -> bool:
        """More than one VLAN reaches the guest."""
        return len(self.ranges) > 1 or any(low != high for low, high in self.ranges)

    @property
    def single(self) -> int | None:
        """The id when there is exactly one."""
        return None if self.untagged or self.trunk else self.ranges[0][0]

    def overlaps(self, other: Vlan) -> bool:
        """Whether traffic of one can be traffic of the other; untagged traffic meets untagged traffic."""
        if self.untagged or other.untagged:
            return self.untagged and other.untagged
        return any(low <= high_ and low_ <= high for low, high in self.ranges for low_, high_ in other.ranges)

    def __str__(self) -> str:
        if self.untagged:
            return "untagged"
        return ", ".join(str(low) if low == high else f"{low}-{high}" for low, high in self.ranges)


UNTAGGED = Vlan()
DYNAMIC = "dynamic"
"""In place of an address: that it is given by DHCP or by a router."""


def tagged(vlan_id: int) -> Vlan:
    """One VLAN; 0 is untagged and 4095 is every VLAN (guest tagging), as on a vSphere standard port group."""
    if vlan_id == 0:
        return UNTAGGED
    return Vlan(((0, 4094),)) if vlan_id == 4095 else Vlan(((vlan_id, vlan_id),))


class VirtualSwitch(Thing):
    """A virtual switch of a host or of many hosts."""

    kind: ClassVar[str] = "virtual switch"

    @property
    def name(self) -> Fact[str]:
        """Its name."""
        not_expressible("the name of a switch")

    @property
    def promiscuous(self) -> Fact[bool]:
        """Whether its ports may see the traffic of others (C08)."""
        not_expressible("promiscuous mode")

    def stays_promiscuous(self) -> Fact[bool]:
        """Whether it is promiscuous when the configuration is carried out: unknown where off is stated and not sent."""
        return self.promiscuous

    @property
    def mac_changes(self) -> Fact[bool]:
        """Whether a guest may receive under a MAC address other than its configured one (C09)."""
        not_expressible("MAC address changes")

    @property
    def forged_transmits(self) -> Fact[bool]:
        """Whether a guest may send under a MAC address other than its own (C09)."""
        not_expressible("forged transmits")

    @property
    def port_groups(self) -> Sequence[PortGroup]:
        """The port groups of this configuration on the switch. Raises `UnknownValue` if that cannot be told."""
        not_expressible("port groups")

    @property
    def unused_uplinks(self) -> Fact[tuple[str, ...]]:
        """The host's network cards that are attached to it and carry no traffic (C05).

        Raises `UnknownValue` if a port group may use one.
        """
        not_expressible("unused uplinks")

    @cached_property
    def port_groups_of_hosts(self) -> Sequence[PortGroup]:
        """Those of its port groups that a host's own interface is on."""
        return [group for group in self.port_groups if group.host_interfaces]


class PortGroup(Thing):
    """A named set of ports with a VLAN and a security policy of its own."""

    kind: ClassVar[str] = "port group"

    @property
    def name(self) -> Fact[str]:
        """Its name."""
        not_expressible("the name of a port group")

    @property
    def switch(self) -> VirtualSwitch | None:
        """Its switch, None when that is not part of the configuration. Raises `UnknownValue`."""
        not_expressible("the switch of a port group")

    @property
    def vlan(self) -> Fact[Vlan]:
        """The VLANs it carries (C26)."""
        not_expressible("the VLAN of a port group")

    @property
    def promiscuous_override(self) -> Fact[bool | None]:
        """What it sets against its switch's promiscuous mode; None when it inherits (C08)."""
        not_expressible("promiscuous mode of a port group")

    def stays_overridden(self) -> Fact[bool | None]:
        """What it has set against its switch when the configuration is carried out (see `promiscuous_override`):
        unknown where off is stated and not sent.
        """
        return self.promiscuous_override

    @property
    def mac_changes(self) -> Fact[bool]:
        """Whether MAC address changes are accepted in effect, own setting or inherited (C09)."""
        not_expressible("MAC address changes of a port group")

    @property
    def forged_transmits(self) -> Fact[bool]:
        """Whether forged transmits are accepted in effect, own setting or inherited (C09)."""
        not_expressible("forged transmits of a port group")

    @property
    def security_override_allowed(self) -> Fact[bool]:
        """Whether a single port may set its own security policy (C09)."""
        not_expressible("security override of single ports")

    @property
    def vlan_override_allowed(self) -> Fact[bool]:
        """Whether a single port may set its own VLAN (C26)."""
        not_expressible("the VLAN of single ports")

    @property
    def vlan_mates(self) -> Sequence[VlanMate]:
        """The other port groups of its VLAN, without those that surely are on another switch (C26).

        None where it carries no tag or several. Raises `UnknownValue` when its VLAN is not known.
        """
        not_expressible("port groups of one VLAN")

    @property
    def network(self) -> Network:
        """It as a network that something may be attached to."""
        not_expressible("a port group as a network")

    @property
    def host_interfaces(self) -> Sequence[HostInterface]:
        """The hosts' own interfaces on it. Raises `UnknownValue` if one may or may not be."""
        not_expressible("host interfaces of a port group")

    @property
    def guests(self) -> Sequence[Nic]:
        """The guests' network interfaces on it. Raises `UnknownValue` if one may or may not be."""
        not_expressible("guests of a port group")


class VlanMate(Struct, frozen=True):
    """A port group that has another one's VLAN; `together` says whether both are on one switch."""

    group: PortGroup
    together: Fact[bool]


class HostInterface(Thing):
    """A network interface of the hypervisor itself (on vSphere a VMkernel adapter)."""

    kind: ClassVar[str] = "host interface"

    @property
    def carries_migration(self) -> Fact[bool]:
        """Whether virtual machines move over it (C27)."""
        not_expressible("migration traffic")

    @property
    def other_services(self) -> Fact[tuple[str, ...]]:
        """The services it carries besides migration."""
        not_expressible("services of a host interface")

    @property
    def gateways(self) -> Sequence[Fact[str | None]]:
        """The gateways set on it, one for each address family that could have one; None where there is none."""
        not_expressible("gateways of a host interface")

    @property
    def networks(self) -> Sequence[Network]:
        """The network it is attached to: every candidate that it may be."""
        not_expressible("the network of a host interface")

    @property
    def other_than_storage(self) -> Fact[tuple[str, ...]]:
        """The services it carries that are no storage (C10)."""
        not_expressible("services of a host interface")

    @property
    def addresses(self) -> Sequence[Fact[str]]:
        """Its addresses with the lengths of their networks, `10.31.0.11/24`; `DYNAMIC` for one that it is given.

        Raises `UnknownValue` when it is not known how many there are.
        """
        not_expressible("addresses of a host interface")

    @property
    def storage_servers(self) -> Sequence[Fact[tuple[str, ...]]]:
        """The file servers that hosts of the same management server mount from, for each datastore: addresses or
        names.
        """
        not_expressible("storage servers")


class Network(Struct, frozen=True):
    """A network that something is attached to, as far as the configuration tells.

    `where` is the fact that states the attachment. `name`, `id`, `bridge` and `endpoint` are what it may be known
    by in the site's inventory; None where the configuration does not tell. `port_groups` are the port groups
    of this configuration that it is (one for each host on a standard switch), empty when it is not managed here.
    `vlan` is set where the attachment itself chooses it. `interface` is the host's interface that is attached to it,
    where it is that of one.
    """

    where: Fact[object]
    name: str | None = None
    id: str | None = None
    bridge: str | None = None
    endpoint: str | None = None
    port_groups: tuple[PortGroup, ...] = ()
    managed: bool = False
    vlan: Fact[Vlan] | None = None
    interface: HostInterface | None = None

    def __str__(self) -> str:
        return self.name or self.bridge or self.id or "network"


class Nic:
    """A network interface of a guest."""

    def __init__(self, machine: Thing) -> None:
        self.machine = machine

    @property
    def attachment(self) -> Fact[object]:
        """The fact that says where it is attached."""
        not_expressible("the network of a guest")

    @property
    def networks(self) -> Sequence[Network]:
        """The network it is attached to: every candidate that it may be. Raises `UnknownValue`."""
        not_expressible("the network of a guest")

    @property
    def vlan(self) -> Fact[Vlan]:
        """The VLAN that the interface itself chooses, on platforms where it does (C26)."""
        not_expressible("the VLAN of a guest's interface")


class GuestAttachment(Thing):
    """What gives a guest an interface in a resource of its own."""

    kind: ClassVar[str] = "interface of a guest"

    @property
    def nics(self) -> Sequence[Nic]:
        """The interfaces that it gives. Raises `UnknownValue`."""
        not_expressible("interfaces of a guest")
