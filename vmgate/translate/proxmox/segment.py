"""The part of a bridge that a guest's interface is on, and the nodes' own interfaces there (C19).

One is the node's own where it has a gateway, or carries storage or machines that move.

A guest meets the node where both are in one VLAN of a bridge: untagged with the address of the bridge itself, and
tagged with that of a VLAN interface on the bridge or on one of its ports.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.translate.attributes import Attributes
from vmgate.translate.facts import left_out
from vmgate.translate.proxmox import resource_types as types
from vmgate.translate.proxmox.interfaces import NodeInterface, node_interfaces
from vmgate.translate.proxmox.network import may_be_on
from vmgate.vocabulary.network import PortGroup, Vlan

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vmgate.model.estate import Estate
    from vmgate.model.fact import Fact
    from vmgate.translate.proxmox.network import LinuxBridge
    from vmgate.vocabulary.network import HostInterface

NATIVE = Vlan(((0, 0),))


class Segment(PortGroup):
    """What an interface that sends `own` into a bridge reaches on it."""

    def __init__(self, bridge: LinuxBridge, own: Fact[Vlan], node: Fact[str], estate: Estate) -> None:
        super().__init__(bridge.resource)
        self._bridge = bridge
        self._own = own
        self._node = node
        self._estate = estate

    @property
    def name(self) -> Fact[str]:
        """The bridge's."""
        return self._bridge.name

    @property
    def host_interfaces(self) -> Sequence[HostInterface]:
        """The interfaces that are the node's own and that the guest meets. Raises `UnknownValue`."""
        found = [interface for interface, vlan in self._near() if self._meets(vlan)]
        found = [interface for interface in found if interface.is_for_the_node()]
        if found:
            # Bridges of one name on several nodes are told apart by the guest's node alone.
            _ = self._node.value, Attributes(self.resource).text("node_name", "").value
        return found

    def _meets(self, vlan: Vlan) -> bool:
        own = self._own.value
        native = any(low == 0 for low, _ in own.ranges)
        return own.overlaps(vlan) or (native and vlan.untagged)

    def _near(self) -> Iterator[tuple[NodeInterface, Vlan]]:
        """The interfaces of the node that are on the bridge, each with its VLAN there. Raises `UnknownValue`."""
        bridge = Attributes(self.resource)
        node, name = bridge.text("node_name", ""), bridge.text("name", "")
        for interface in self._estate.kept(node_interfaces):
            if not may_be_on(interface.resource, node):
                continue
            if interface.resource is self.resource:
                if _has_address(interface):
                    yield interface, NATIVE
                continue
            if interface.resource.type not in types.VLAN_INTERFACES:
                continue
            if _carrier(interface) in (name.value, *bridge.texts("ports").value) and _has_address(interface):
                yield interface, interface.vlan.value


def _carrier(interface: NodeInterface) -> str:
    """The interface that a VLAN interface is on: `interface`, or what comes before the dot. Raises `UnknownValue`."""
    own = Attributes(interface.resource)
    if left_out(own, "interface"):
        return interface.name.value.rpartition(".")[0]
    return own.text("interface", "").value


def _has_address(interface: NodeInterface) -> bool:
    """Raises `UnknownValue` where it may have one."""
    return any(address.value for address in sorted(interface.addresses, key=lambda one: not one.known))
