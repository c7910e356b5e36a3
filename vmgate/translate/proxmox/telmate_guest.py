"""What machines and containers of Telmate's provider have in common.

A VLAN of -1 or 0 is none. Whether the firewalls of the guest, its node and the cluster are on has no attribute: an
interface that is behind them may be filtered or not.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, Final

from vmgate.translate import boot_disk
from vmgate.translate.attributes import Attributes
from vmgate.translate.derivation import derive
from vmgate.translate.proxmox.network import endpoint
from vmgate.translate.proxmox.nic import BridgedNic
from vmgate.vocabulary.mac_filter import FilteredThing, MacFilter
from vmgate.vocabulary.machine import VirtualMachine
from vmgate.vocabulary.thing import not_expressible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vmgate.model.estate import Estate
    from vmgate.model.fact import Fact
    from vmgate.model.resource import Resource
    from vmgate.vocabulary.machine import ProvenanceFlaw
    from vmgate.vocabulary.network import Nic

FLAW: Final = "the interface is not behind the firewall"
_BETWEEN: Final = re.compile(r"[;,\s]+")


class TelmateGuest(VirtualMachine, FilteredThing):
    """A machine or container."""

    kind: ClassVar[str] = VirtualMachine.kind
    platform: ClassVar[str] = "proxmox"
    firewall: ClassVar[bool] = False
    """Whether an interface is behind the firewall by default."""

    def __init__(self, resource: Resource, estate: Estate) -> None:
        super().__init__(resource)
        self._estate = estate
        self._attributes = Attributes(resource)

    @property
    def identity(self) -> Fact[str | None]:
        """The number of the machine."""
        number = self._attributes.number("vmid")
        return derive(number, lambda known: None if known is None else str(known))

    @property
    def endpoint(self) -> str | None:
        """See `network.endpoint`."""
        return endpoint(self.resource, self._estate)

    @property
    def tags(self) -> Sequence[Fact[str]]:
        """`tags`, which is one text. Raises `UnknownValue`."""
        listed = self._attributes.text("tags", "")
        return [
            derive(listed, lambda _, one=one: one)  # type: ignore[misc]  # mypy infers no defaults of lambdas
            for one in _BETWEEN.split(listed.value)
            if one
        ]

    @property
    def pool(self) -> Fact[str | None]:
        """`pool`."""
        return self._attributes.text("pool")

    @property
    def node(self) -> Fact[str | None]:
        """`target_node`."""
        return self._attributes.text("target_node")

    @property
    def nics(self) -> Sequence[Nic]:
        """Its interfaces. Raises `UnknownValue`."""
        return [self._nic(block) for block in self._interfaces()]

    @property
    def mac_filters(self) -> Sequence[MacFilter]:
        """Interfaces that are not behind the firewall. Raises `UnknownValue`.

        Raises `NotExpressible` where all are: the firewalls have no attribute.
        """
        found = []
        for block in self._interfaces():
            firewall = block.flag("firewall", default=self.firewall)
            if not firewall.known or not firewall.value:
                found.append(MacFilter(FLAW, firewall))
        return found or not_expressible("the firewalls of guest, node and cluster")

    @property
    def provenance_flaws(self) -> Sequence[ProvenanceFlaw]:
        """Imports, and ignored changes of the source."""
        return boot_disk.provenance_flaws(lambda: None, self.resource, ("clone",))

    def _interfaces(self) -> Sequence[Attributes]:
        """The blocks of its interfaces. Raises `UnknownValue`."""
        return self._attributes.blocks("network")

    def _nic(self, block: Attributes) -> Nic:
        raise NotImplementedError

    def _bridged(self, bridge: Fact[str], tag: Fact[int], trunks: Fact[tuple[str, ...]] | None = None) -> Nic:
        return BridgedNic(
            self,
            self._estate,
            node=self._attributes.text("target_node", ""),
            bridge=bridge,
            tag=derive(tag, lambda id_: max(id_, 0)),
            trunks=trunks,
        )


def slots(attributes: Attributes, name: str) -> Iterator[Attributes]:
    """The blocks within a block that has one for each slot: `networks { net0 { … } }`. Raises `UnknownValue`."""
    for outer in attributes.blocks(name):
        keys = outer.resource.outline(outer.path)
        for key in keys if isinstance(keys, dict) else ():
            yield from outer.blocks(key)
