"""Guests' network interfaces (C19, C26)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.model.fact import Fact, UnknownValue
from vmgate.model.value import Unknown
from vmgate.translate.facts import derive
from vmgate.translate.proxmox.network import (
    INHERITED,
    LinuxBridge,
    Vnet,
    endpoint,
    referenced,
    targets,
    vlan_of,
)
from vmgate.translate.proxmox.segment import Segment
from vmgate.vocabulary.network import UNTAGGED, Network, Nic, Vlan, tagged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.model.estate import Estate
    from vmgate.model.value import Path
    from vmgate.translate.proxmox.network import Target
    from vmgate.vocabulary.thing import Thing


class BridgedNic(Nic):
    """An interface on a bridge. `tag` is 0 where there is none; `trunks` are VLAN ids and ranges "20-30"."""

    def __init__(
        self,
        machine: Thing,
        estate: Estate,
        *,
        node: Fact[str],
        bridge: Fact[str],
        tag: Fact[int],
        trunks: Fact[tuple[str, ...]] | None = None,
    ) -> None:
        super().__init__(machine)
        self._estate = estate
        self._node = node
        self._bridge = bridge
        self._tag = tag
        self._trunks = trunks

    @property
    def attachment(self) -> Fact[object]:
        """The name of the bridge."""
        return self._bridge

    @property
    def networks(self) -> Sequence[Network]:
        """The bridge by its name. A name that is a copy of bridges' or vnets' stands for each of them."""
        found = self._targets()
        if not self._bridge.known:
            return tuple(self._network(None, [target]) for target in found)
        return (self._network(self._bridge.value, found),)

    @property
    def vlan(self) -> Fact[Vlan]:
        """Trunks and tag of the interface; without either, the VLAN of what it is attached to."""
        own = self._sent()
        if not own.known or own.value != UNTAGGED:
            return own
        try:
            candidates = [vlan_of(target, self._estate) for target in self._targets()]
        except UnknownValue as missing:
            return Fact(Unknown(missing.reason), self._bridge.resource, self._bridge.path)
        if not candidates:
            return Fact(UNTAGGED, self._tag.resource, self._tag.path, self._tag.note)
        first, *others = candidates
        if others and any(
            not other.known or not first.known or other.value != first.value for other in others
        ):
            return Fact(Unknown("it depends on which bridge it is"), self._bridge.resource, self._bridge.path)
        if first.known and first.value.untagged:
            return Fact(UNTAGGED, self._tag.resource, self._tag.path, self._tag.note)
        return first

    def _sent(self) -> Fact[Vlan]:
        """What it sends into the bridge: trunks and tag."""
        if self._trunks is not None and (not self._trunks.known or self._trunks.value):
            return derive(self._trunks, lambda trunks: _trunk(self._tag.value, trunks))
        return derive(self._tag, tagged)

    def _targets(self) -> list[Target]:
        found = None if self._bridge.known else referenced(self._bridge, self._estate)
        if found is not None:
            return found
        return targets(self._node, self._bridge.value, self._estate)

    def _network(self, bridge: str | None, found: list[Target]) -> Network:
        vnets = tuple(target for target in found if isinstance(target, Vnet))
        bridges = (target for target in found if isinstance(target, LinuxBridge))
        segments = (Segment(target, self._sent(), self._node, self._estate) for target in bridges)
        for target in found if bridge is None else []:
            bridge = target.name.value if target.name.known else None
        return Network(
            where=self._bridge,
            name=bridge if vnets else None,
            bridge=bridge,
            endpoint=endpoint(self.machine.resource, self._estate),
            port_groups=(*vnets, *segments),
            managed=bool(found),
            vlan=self.vlan,
        )


class UntoldNic(Nic):
    """An interface that may be there: that of a template, say, which its clone does not mention."""

    def __init__(self, machine: Thing, path: Path, reason: str = INHERITED) -> None:
        super().__init__(machine)
        self._path = path
        self._reason = reason

    @property
    def attachment(self) -> Fact[object]:
        """Not known."""
        return Fact(Unknown(self._reason), self.machine.resource, self._path)

    @property
    def networks(self) -> Sequence[Network]:
        """Raises `UnknownValue`."""
        raise UnknownValue(self._reason, self.machine.resource, self._path)

    @property
    def vlan(self) -> Fact[Vlan]:
        """Not known."""
        return Fact(Unknown(self._reason), self.machine.resource, self._path)


def _trunk(tag: int, trunks: tuple[str, ...]) -> Vlan | Unknown:
    """The native VLAN, which is untagged for the guest, and those that it gets tagged."""
    ranges = {(tag, tag)}
    for trunk in trunks:
        low, _, high = trunk.partition("-")
        if not low.strip().isdigit() or (high and not high.strip().isdigit()):
            return Unknown("the trunk is not a list of VLAN ids")
        ranges.add((int(low), int(high or low)))
    return Vlan(tuple(sorted(ranges)))
