"""Port groups: `vsphere_host_port_group` and `vsphere_distributed_port_group`, and what they inherit."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from vmgate.model.fact import Fact, UnknownValue
from vmgate.model.value import Unknown
from vmgate.translate.vsphere import defaults
from vmgate.translate.vsphere.inventory import FromInventory
from vmgate.translate.vsphere.joins import DISTRIBUTED_PORT_GROUP
from vmgate.translate.vsphere.links import switch_path
from vmgate.translate.vsphere.mates import vlan_mates
from vmgate.translate.vsphere.switches import DistributedSwitch
from vmgate.translate.vsphere.versions import SENDS_NO_FALSE, at_least, unless_kept_back
from vmgate.translate.vsphere.vlans import of_distributed, of_standard
from vmgate.vocabulary.network import Network, PortGroup

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TypeVar

    from vmgate.vocabulary.network import HostInterface, Nic, VirtualSwitch, Vlan, VlanMate

    T = TypeVar("T")

HOST_SENDS_FALSE = "provider 2.14 and later send false"
NO_FALSE_SENT = "provider 2.14 and later do not send false"


class VspherePortGroup(FromInventory, PortGroup):
    """A port group, and how it stands to its switch."""

    kind_of_switch = "switch"

    @property
    def name(self) -> Fact[str]:
        """`name`."""
        return self.attributes.text("name", "")

    @property
    def mac_changes(self) -> Fact[bool]:
        """`allow_mac_changes` in effect."""
        return self._effective("allow_mac_changes", lambda switch: switch.mac_changes)

    @property
    def forged_transmits(self) -> Fact[bool]:
        """`allow_forged_transmits` in effect."""
        return self._effective("allow_forged_transmits", lambda switch: switch.forged_transmits)

    def _effective(self, name: str, read: Callable[[VirtualSwitch], Fact[bool]]) -> Fact[bool]:
        """A security setting as it holds: its own or its switch's."""
        raise NotImplementedError

    @cached_property
    def switch(self) -> VirtualSwitch | None:
        """Its switch; None when that is not in the configuration. Raises `UnknownValue`."""
        match = self.inventory.links.switch(self.resource)
        if match.one is not None:
            return self.inventory.switch(match.one)
        if match.complete and not match.among:
            return None
        raise UnknownValue("which switch it is on is not known", self.resource, switch_path(self.resource))

    @property
    def vlan_mates(self) -> Sequence[VlanMate]:
        """The managed port groups with its VLAN (see `mates`). Raises `UnknownValue`."""
        return vlan_mates(self, self.inventory)

    @property
    def network(self) -> Network:
        """By its name and, where it has one, its id."""
        name, own = self.name, self.attributes.text("id")
        return Network(
            where=name,
            name=name.value if name.known else None,
            id=own.value if own.known and self.resource.type == DISTRIBUTED_PORT_GROUP else None,
            endpoint=self.inventory.endpoint(self.resource),
            port_groups=(self,),
            managed=True,
        )

    @property
    def host_interfaces(self) -> Sequence[HostInterface]:
        """The hosts' interfaces that certainly are on it (see `links`)."""
        found = self.inventory.links.host_interfaces(self.resource)
        return [self.inventory.host_interface(interface) for interface in found]

    @property
    def guests(self) -> Sequence[Nic]:
        """The machines' interfaces that certainly are on it (see `links`)."""
        return [
            self.inventory.nic(machine, index) for machine, index in self.inventory.links.nics(self.resource)
        ]

    @cached_property
    def _newer(self) -> bool:
        return at_least(self.inventory.estate, SENDS_NO_FALSE, self.resource.provider)

    def _inherited(self, name: str, read: Callable[[VirtualSwitch], Fact[T]], why: str = "") -> Fact[T]:
        """What the switch says, stated at the port group's own attribute.

        Where it may be one of several switches, they must agree.
        """

        def unknown(reason: str) -> Fact[T]:
            return Fact(Unknown(reason), self.resource, (name,))

        try:
            match = self.inventory.links.switch(self.resource)
        except UnknownValue as missing:
            return unknown(f"inherits from its switch, which is not known: {missing.reason}")
        if not match.complete:
            return unknown("inherits from its switch, and which one that is is not known")
        if not match.among:
            return unknown(f"inherits from a {self.kind_of_switch} that is not in the configuration")
        values: list[T] = []
        note = ""
        for resource in match.among:
            switch = self.inventory.switch(resource)
            try:
                values.append(read(switch).value)
            except UnknownValue as missing:
                return unknown(missing.reason)
            label = switch.name.value if switch.name.known else switch.resource.address
            note = f"{why}inherited from {label}"
        if any(value != values[0] for value in values):
            return unknown("inherits from its switch, and which one that is is not known")
        return Fact(values[0], self.resource, (name,), note)


class StandardPortGroup(VspherePortGroup):
    """A port group of one host."""

    @cached_property
    def vlan(self) -> Fact[Vlan]:
        """`vlan_id`, 0 by default."""
        return of_standard(self.attributes)

    @property
    def promiscuous_override(self) -> Fact[bool | None]:
        """`allow_promiscuous`; absent it inherits up to provider 2.13, and is sent as false since."""
        if self.attributes.raw("allow_promiscuous") is None:
            value = False if self._newer else None
            return Fact(value, self.resource, ("allow_promiscuous",), HOST_SENDS_FALSE if self._newer else "")
        return self.attributes.flag("allow_promiscuous")

    def _effective(self, name: str, read: Callable[[VirtualSwitch], Fact[bool]]) -> Fact[bool]:
        if self.attributes.raw(name) is not None:
            return self.attributes.flag(name, default=False)
        if self._newer:
            return Fact(value=False, resource=self.resource, path=(name,), note=HOST_SENDS_FALSE)
        return self._inherited(name, read)


class DistributedPortGroup(VspherePortGroup):
    """A port group of a distributed switch."""

    kind_of_switch = "distributed switch"

    @cached_property
    def vlan(self) -> Fact[Vlan]:
        """`vlan_range`, `port_private_secondary_vlan_id` or `vlan_id`, else its switch's."""
        return of_distributed(self.attributes) or self._inherited("vlan_id", _switch_vlan)

    @property
    def promiscuous_override(self) -> Fact[bool | None]:
        """`allow_promiscuous` as written; None when it is not, which inherits."""
        if self._absent("allow_promiscuous") or self.attributes.written("allow_promiscuous") is False:
            return Fact(None, self.resource, ("allow_promiscuous",))
        return self.attributes.flag("allow_promiscuous")

    def stays_overridden(self) -> Fact[bool | None]:
        """`allow_promiscuous`; a false that is not sent changes nothing on a port group that is there."""
        return unless_kept_back(self.promiscuous_override, self.inventory.estate)

    @property
    def security_override_allowed(self) -> Fact[bool]:
        """`security_policy_override_allowed`, sent as false when absent."""
        return defaults.flag(self.attributes, "security_policy_override_allowed")

    @property
    def vlan_override_allowed(self) -> Fact[bool]:
        """`vlan_override_allowed`, sent as false when absent."""
        return defaults.flag(self.attributes, "vlan_override_allowed")

    def _effective(self, name: str, read: Callable[[VirtualSwitch], Fact[bool]]) -> Fact[bool]:
        if self._absent(name):
            return self._inherited(name, read)
        own = self.attributes.flag(name, default=False)
        if own.known and not own.value and self.attributes.written(name) and self._newer:
            return self._not_sent(name, read, own)
        return own

    def _not_sent(
        self, name: str, read: Callable[[VirtualSwitch], Fact[bool]], own: Fact[bool]
    ) -> Fact[bool]:
        """A false that the provider keeps to itself: a managed switch's policy holds in effect."""
        try:
            match = self.inventory.links.switch(self.resource)
        except UnknownValue as missing:
            reason = f"the provider does not send false, and the switch is not known: {missing.reason}"
            return Fact(Unknown(reason), self.resource, (name,))
        if match.complete and not match.among:
            return own
        inherited = self._inherited(name, read, f"{NO_FALSE_SENT}; ")
        return own if inherited.known and not inherited.value else inherited

    def _absent(self, name: str) -> bool:
        """Not set, which shows as null, or as unknown because the server fills it in."""
        value = self.attributes.raw(name)
        return value is None or (isinstance(value, Unknown) and self.attributes.written(name) is False)


def _switch_vlan(switch: VirtualSwitch) -> Fact[Vlan]:
    if isinstance(switch, DistributedSwitch):
        return switch.vlan
    raise UnknownValue("its switch has no VLAN of its own", switch.resource)
