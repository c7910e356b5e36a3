"""The MAC filter of a guest's interfaces (C09), which is a chain: each switch of it has to be on.

The interface is behind the firewall, the firewall of its guest is on and filters MAC addresses, that of the node is not
off, and that of the cluster is on and filters on its bridges. The options of a guest are a resource of their own, which
names the guest by its number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.model.fact import Fact, UnknownValue
from vmgate.model.value import Unknown
from vmgate.translate.attributes import Attributes
from vmgate.translate.facts import derive, left_out, parts
from vmgate.translate.proxmox import defaults
from vmgate.translate.proxmox import resource_types as types
from vmgate.translate.proxmox.network import INHERITED
from vmgate.vocabulary.mac_filter import FilteredThing, MacFilter
from vmgate.vocabulary.thing import not_expressible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource

_NOT_HERE = "the firewall of the cluster is not part of this configuration"
_PERHAPS = "an interface that may be there is not behind the firewall"
_WHOSE = "which guest some firewall options are for is not known"
_GUESTS = frozenset({types.MACHINE, types.CONTAINER, *types.CLONED_MACHINES})
_INTERFACES = {types.MACHINE: "network_device", types.CONTAINER: "network_interface"}


class GuestFirewall(FilteredThing):
    """What filters a machine's or a container's frames.

    It does not repeat: whose the options are may show in a reference to the guest alone.
    """

    def __init__(self, resource: Resource, estate: Estate) -> None:
        super().__init__(resource)
        self._estate = estate
        self._attributes = Attributes(resource)

    @property
    def mac_filters(self) -> Sequence[MacFilter]:
        """The chain; none where the guest has no interface. A template sends nothing."""
        if self._attributes.flag("template", default=False).value:
            not_expressible("the frames of a template")
        interfaces = list(self._interfaces())
        if all(one.flaw == _PERHAPS for one in interfaces):
            return interfaces
        return [*interfaces, *self._options(), *self._node(), *self._cluster()]

    def _interfaces(self) -> Iterator[MacFilter]:
        flaw = "the interface is not behind the firewall"
        kind = self.resource.type
        if kind not in _INTERFACES:
            yield from (MacFilter(flaw, slot.flag("firewall", default=False)) for slot in self._slots())
            return
        name = _INTERFACES[kind]
        blocks, unknown = parts(self._attributes, name)
        absent = left_out(self._attributes, name)
        if (absent or (not blocks and unknown is None)) and self._attributes.blocks("clone"):
            raise UnknownValue(INHERITED, self.resource, (name,))
        if unknown is not None and not absent:
            yield MacFilter(_PERHAPS, unknown)
        for block in blocks:
            enabled = block.flag("enabled", default=True)
            if not enabled.known:
                yield MacFilter(_PERHAPS, enabled)
            elif enabled.value:
                default = defaults.flag(kind, f"{name}.firewall")
                yield MacFilter(flaw, block.flag("firewall", default=default))

    def _slots(self) -> Iterator[Attributes]:
        """The interfaces that a clone mentions. The flag of one that is mentioned is not the template's."""
        slots = self._attributes.outline("network")
        if isinstance(slots, Unknown):
            raise UnknownValue(slots.reason, self.resource, ("network",))
        if not isinstance(slots, dict) or not slots:
            raise UnknownValue(INHERITED, self.resource, ("network",))
        yield from (Attributes(self.resource, ("network", slot)) for slot in slots)

    def _options(self) -> Iterator[MacFilter]:
        certain, possible = self._own_options()
        if not certain and not possible:
            yield MacFilter(
                "the guest has no firewall options, which leaves its firewall off",
                Fact(value=False, resource=self.resource, path=()),
            )
        for one in certain:
            for switch, flaw in (
                ("enabled", "the guest's firewall is off"),
                ("macfilter", "the guest's firewall does not filter MAC addresses"),
            ):
                default = defaults.flag(types.FIREWALL_OPTIONS, switch)
                yield MacFilter(flaw, Attributes(one).flag(switch, default=default))
        if possible and not certain:
            yield MacFilter("", Fact(Unknown(_WHOSE), possible[0], ("vm_id",)))

    def _own_options(self) -> tuple[list[Resource], list[Resource]]:
        """The options that are the guest's, and those that may be."""
        own = self._attributes.number("vm_id")
        certain: list[Resource] = []
        possible: list[Resource] = []
        for resource in self._estate.of_type(types.FIREWALL_OPTIONS):
            name = "container_id" if self.resource.type == types.CONTAINER else "vm_id"
            number = Attributes(resource).number(name)
            if number.known:
                if number.value is None or (own.known and own.value not in (None, number.value)):
                    continue
                (certain if own.known and own.value is not None else possible).append(resource)
                continue
            named = [one for ref in resource.references((name,)) for one in self._estate.at(ref)]
            if any(one.type not in _GUESTS for one in named) or not named:
                possible.append(resource)
            elif any(one is self.resource for one in named):
                same = len(named) == 1 or resource.key == self.resource.key is not None
                (certain if same else possible).append(resource)
        return certain, possible

    def _node(self) -> Iterator[MacFilter]:
        own = self._attributes.text("node_name", "")
        for resource in self._estate.of_type(*types.NODE_FIREWALLS):
            node = Attributes(resource)
            enabled = node.flag("enabled", default=defaults.flag(resource.type, "enabled"))
            name = node.text("node_name", "")
            if own.known and name.known:
                if own.value == name.value:
                    yield MacFilter("the firewall of the node is off", enabled)
            elif not enabled.known or not enabled.value:
                yield MacFilter("", derive(own if not own.known else name, bool))

    def _cluster(self) -> Iterator[MacFilter]:
        firewalls = self._estate.of_type(types.CLUSTER_FIREWALL)
        for resource in firewalls:
            cluster = Attributes(resource)
            yield MacFilter("the firewall of the cluster is off", cluster.flag("enabled", default=False))
            yield MacFilter(
                "the firewall of the cluster does not filter on its bridges",
                cluster.flag("ebtables", default=False),
            )
        if not firewalls:
            yield MacFilter("", Fact(Unknown(_NOT_HERE), self.resource, ()))
