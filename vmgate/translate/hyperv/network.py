"""Switches, and what guests have on them (C09, C19, C26). A switch is known by its name on one host."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.model.fact import Fact
from vmgate.model.value import Unknown
from vmgate.translate.attributes import Attributes
from vmgate.translate.facts import derive
from vmgate.translate.hyperv import defaults
from vmgate.translate.hyperv.connection import endpoint
from vmgate.vocabulary.network import UNTAGGED, Network, Nic, VirtualSwitch, Vlan, tagged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource
    from vmgate.vocabulary.thing import Thing


class HyperVSwitch(VirtualSwitch):
    """A virtual switch. It has no promiscuous mode; ports are mirrored one by one instead."""

    @property
    def name(self) -> Fact[str]:
        """Its name."""
        return Attributes(self.resource).text("name", "")


class Adaptor(Nic):
    """A network adapter of a machine that is on a switch."""

    def __init__(self, machine: Thing, estate: Estate, block: Attributes) -> None:
        super().__init__(machine)
        self._estate = estate
        self._block = block

    @property
    def attachment(self) -> Fact[object]:
        """The name of the switch."""
        return switch_name(self._block)

    @property
    def networks(self) -> Sequence[Network]:
        """The switch by its name. Raises `UnknownValue`."""
        name = switch_name(self._block)
        own = endpoint(self.machine.resource, self._estate)
        found = [] if name.known else self._referenced(name)
        names = [Attributes(switch).text("name", "") for switch in found] or [name]
        return [
            Network(
                where=name,
                name=one.value,
                endpoint=own,
                managed=bool(found or switches(one.value, self._estate)),
                vlan=self.vlan,
            )
            for one in names
        ]

    @property
    def vlan(self) -> Fact[Vlan]:
        """`vlan_id`, which has no effect unless `vlan_access` is true."""
        access = self._block.flag("vlan_access", default=defaults.flag("network_adaptors.vlan_access"))
        id_ = self._block.number("vlan_id", defaults.number("network_adaptors.vlan_id"))
        if access.known and not access.value:
            name = switch_name(self._block)
            if not name.known and not self._referenced(name):
                return derive(name, lambda _: UNTAGGED)
            note = access.note if not id_.known or not id_.value else "vlan_id has no effect without it"
            return Fact(UNTAGGED, access.resource, access.path, note)
        return derive(id_ if access.known else access, lambda known: tagged(int(known)))

    def _referenced(self, name: Fact[str]) -> list[Resource]:
        found = [one for ref in name.resource.references(name.path) for one in self._estate.at(ref)]
        return found if all(one.type == defaults.SWITCH for one in found) else []


def switch_name(block: Attributes) -> Fact[str]:
    """The name of the switch that an adapter is on, "" where it is on none."""
    return block.text("switch_name", defaults.text("network_adaptors.switch_name"))


def switches(name: str, estate: Estate) -> list[Resource]:
    """The switches of this configuration with a name; letter case does not count."""
    return [
        switch
        for switch in estate.of_type(defaults.SWITCH)
        if isinstance(own := switch.read("name"), str) and own.casefold() == name.casefold()
    ]


def goes_past(block: Attributes, estate: Estate) -> Fact[bool]:
    """Whether an adapter may go past its switch to the network card itself (SR-IOV).

    Its weight alone, which is not 0 by default, does nothing: the switch has to allow it.
    """
    weight = block.number("iov_weight", defaults.number("network_adaptors.iov_weight"))
    name = switch_name(block)
    if weight.known and weight.value == 0:
        return derive(weight, lambda _: False)
    if not name.known:
        return derive(name, bool)
    unnamed = [one for one in estate.of_type(defaults.SWITCH) if isinstance(one.read("name"), Unknown)]
    allowed: list[Fact[bool]] = []
    for switch in (*switches(name.value, estate), *unnamed):
        default = bool(defaults.DEFAULTS[defaults.SWITCH]["enable_iov"])
        allowed.append(Attributes(switch).flag("enable_iov", default=default))
    for fact in allowed:
        if not fact.known or fact.value:
            sure = fact.known and weight.known and not unnamed
            reason = Unknown("it depends on which switch it is on")
            return Fact(True if sure else reason, block.resource, block.at("iov_weight"))
    return Fact(value=False, resource=block.resource, path=block.at("iov_weight"))
