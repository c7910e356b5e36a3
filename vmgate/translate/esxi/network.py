"""Standard switches and port groups of a host (C08, C09, C19, C26).

The provider calls `esxcli` for a switch with the first and the third of its three flags exchanged: what is written as
`promiscuous_mode` becomes forged transmits, and the other way round. Port groups get what is written for them. What a
switch leaves out is sent as false, what a port group leaves out is inherited.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vmgate.model.fact import Fact, UnknownValue
from vmgate.model.value import Unknown
from vmgate.translate.attributes import Attributes
from vmgate.translate.derivation import derive
from vmgate.translate.esxi import defaults
from vmgate.translate.esxi.connection import endpoint
from vmgate.translate.facts import left_out
from vmgate.vocabulary.network import Network, Nic, PortGroup, VirtualSwitch, Vlan, VlanMate, tagged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource
    from vmgate.vocabulary.thing import Thing

ELSEWHERE: Final = "its switch is not part of this configuration"
EXCHANGED: Final = "the provider sets it to what {} says"


class StandardSwitch(VirtualSwitch):
    """A standard switch."""

    def __init__(self, resource: Resource, estate: Estate) -> None:
        super().__init__(resource)
        self._estate = estate
        self._attributes = Attributes(resource)

    @property
    def name(self) -> Fact[str]:
        """Its name."""
        return self._attributes.text("name", "")

    @property
    def promiscuous(self) -> Fact[bool]:
        """What is written as `forged_transmits`."""
        return self._exchanged("forged_transmits")

    @property
    def forged_transmits(self) -> Fact[bool]:
        """What is written as `promiscuous_mode`."""
        return self._exchanged("promiscuous_mode")

    @property
    def mac_changes(self) -> Fact[bool]:
        """`mac_changes`."""
        return _sent(self._attributes, "mac_changes")

    @property
    def port_groups(self) -> Sequence[PortGroup]:
        """The port groups that name it. Raises `UnknownValue` if one may."""
        found = []
        for resource in self._estate.of_type(defaults.PORT_GROUP):
            group = StandardPortGroup(resource, self._estate)
            name = group.switch_name
            if resource.provider_block == self.resource.provider_block and name.value == self.name.value:
                found.append(group)
        return found

    def _exchanged(self, name: str) -> Fact[bool]:
        sent = _sent(self._attributes, name)
        return Fact(_value(sent), sent.resource, sent.path, EXCHANGED.format(name))


class StandardPortGroup(PortGroup):
    """A port group of a standard switch."""

    def __init__(self, resource: Resource, estate: Estate) -> None:
        super().__init__(resource)
        self._estate = estate
        self._attributes = Attributes(resource)

    @property
    def name(self) -> Fact[str]:
        """Its name."""
        return self._attributes.text("name", "")

    @property
    def switch_name(self) -> Fact[str]:
        """The name of its switch."""
        if left_out(self._attributes, "vswitch"):
            return Fact(defaults.FIRST_SWITCH, self.resource, ("vswitch",), "provider default")
        return self._attributes.text("vswitch", defaults.FIRST_SWITCH)

    @property
    def switch(self) -> StandardSwitch | None:
        """Its switch, if this configuration has it. Raises `UnknownValue`."""
        name = self.switch_name
        own = self.resource.provider_block
        others = [one for one in self._estate.of_type(defaults.SWITCH) if one.provider_block == own]
        if not name.known:
            named = [one for ref in name.resource.references(name.path) for one in self._estate.at(ref)]
            if len(named) == 1 and named[0].type == defaults.SWITCH:
                return StandardSwitch(named[0], self._estate)
        for other in others:
            if other.read("name") == name.value:
                return StandardSwitch(other, self._estate)
        if any(isinstance(other.read("name"), Unknown) for other in others):
            raise name.doubt("the name of a switch is not known")
        return None

    @property
    def vlan(self) -> Fact[Vlan]:
        """`vlan`, 0 where it is left out."""
        if left_out(self._attributes, "vlan"):
            return Fact(tagged(0), self.resource, ("vlan",), "provider default")
        return derive(self._attributes.number("vlan", 0), tagged)

    @property
    def promiscuous_override(self) -> Fact[bool | None]:
        """`promiscuous_mode`, which is text; nothing, and "", inherit."""
        return self._override("promiscuous_mode")

    @property
    def mac_changes(self) -> Fact[bool]:
        """`mac_changes`, else its switch's."""
        return self._inherited("mac_changes")

    @property
    def forged_transmits(self) -> Fact[bool]:
        """`forged_transmits`, else its switch's."""
        return self._inherited("forged_transmits")

    @property
    def vlan_mates(self) -> Sequence[VlanMate]:
        """Those of its VLAN on a switch of the same name. Raises `UnknownValue`."""
        single = self.vlan.value.single
        found: list[VlanMate] = []
        for resource in self._estate.of_type(defaults.PORT_GROUP) if single is not None else ():
            other = StandardPortGroup(resource, self._estate)
            if resource is self.resource or resource.provider_block != self.resource.provider_block:
                continue
            if other.vlan.known and other.vlan.value.single != single:
                continue
            together = self._with(other)
            if not together.known or together.value:
                found.append(VlanMate(other, together))
        return found

    @property
    def network(self) -> Network:
        """It by its name."""
        return Network(
            where=self.name,
            name=self.name.value,
            endpoint=endpoint(self.resource, self._estate),
            port_groups=(self,),
            managed=True,
        )

    def _with(self, other: StandardPortGroup) -> Fact[bool]:
        """Whether another one that may have its VLAN is on its switch and has it."""
        same = derive(self.switch_name, lambda own: own == other.switch_name.value)
        return same if other.vlan.known or (same.known and not same.value) else derive(other.vlan, bool)

    def _override(self, name: str) -> Fact[bool | None]:
        if left_out(self._attributes, name):
            return Fact(None, self.resource, (name,))
        return derive(self._attributes.text(name), lambda word: word == "true" if word else None)

    def _inherited(self, name: str) -> Fact[bool]:
        own = self._override(name)
        if not own.known or own.value is not None:
            return derive(own, bool)
        try:
            switch = self.switch
        except UnknownValue as missing:
            return Fact(Unknown(missing.reason), self.resource, missing.path)
        if switch is None:
            return Fact(Unknown(ELSEWHERE), self.resource, ("vswitch",))
        inherited: Fact[bool] = getattr(switch, name)
        note = "; ".join(filter(None, [f"inherited from {switch.name.shown()}", inherited.note]))
        return Fact(_value(inherited), inherited.resource, inherited.path, note)


class GuestNic(Nic):
    """A network interface of a guest. Its port group chooses the VLAN."""

    def __init__(self, machine: Thing, estate: Estate, block: Attributes) -> None:
        super().__init__(machine)
        self._estate = estate
        self._block = block

    @property
    def attachment(self) -> Fact[object]:
        """The name of the port group."""
        return self._block.text("virtual_network")

    @property
    def networks(self) -> Sequence[Network]:
        """The port groups of that name on the host. Raises `UnknownValue`."""
        name = self._block.text("virtual_network")
        own = endpoint(self.machine.resource, self._estate)
        found = self._groups(name)
        if not name.known:
            return [group.network for group in found]
        return [
            Network(
                where=name,
                name=name.value,
                endpoint=own,
                port_groups=tuple(found),
                managed=bool(found),
            )
        ]

    def _groups(self, name: Fact[str | None]) -> list[StandardPortGroup]:
        if not name.known:
            named = [one for ref in name.resource.references(name.path) for one in self._estate.at(ref)]
            if not named or any(one.type != defaults.PORT_GROUP for one in named):
                _ = name.value
        else:
            named = self._estate.where("managed", (defaults.PORT_GROUP,), ("name",), name.value)
            own = self.machine.resource.provider_block
            named = [one for one in named if one.provider_block == own]
        return [StandardPortGroup(one, self._estate) for one in named]


def _sent(attributes: Attributes, name: str) -> Fact[bool]:
    if left_out(attributes, name):
        return Fact(value=False, resource=attributes.resource, path=(name,), note=defaults.SENT)
    return attributes.flag(name, default=False)


def _value(fact: Fact[bool]) -> bool | Unknown:
    try:
        return fact.value
    except UnknownValue as missing:
        return Unknown(missing.reason)
