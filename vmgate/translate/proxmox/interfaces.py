"""The nodes' own interfaces: VLANs, and bridges and bonds that have an address (C10, C27).

Nothing says what an interface is for. It carries storage traffic where a server that nodes mount from is in its
network, migration where the cluster's options say so, and virtual machines where they are on the bridge that it is.
"""

from __future__ import annotations

from ipaddress import ip_interface, ip_network
from typing import TYPE_CHECKING

from vmgate.model.fact import Fact, UnknownValue
from vmgate.translate.attributes import Attributes
from vmgate.translate.derivation import told
from vmgate.translate.facts import derive, left_out
from vmgate.translate.proxmox import defaults
from vmgate.translate.proxmox import resource_types as types
from vmgate.translate.proxmox.network import INHERITED, LinuxBridge, endpoint, port_vlan, vlan_of
from vmgate.vocabulary.network import HostInterface, Network, Vlan, tagged

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource

GUESTS = "virtual machines"
MIGRATION = "migration"

_INTERFACES = {types.MACHINE: "network_device", types.CONTAINER: "network_interface"}


class NodeInterface(HostInterface):
    """An interface of one node."""

    def __init__(self, resource: Resource, estate: Estate) -> None:
        super().__init__(resource)
        self._estate = estate
        self._attributes = Attributes(resource)

    @property
    def name(self) -> Fact[str]:
        """`name`."""
        return self._attributes.text("name", "")

    @property
    def vlan(self) -> Fact[Vlan]:
        """Of a VLAN its `vlan`, or what its name says; of a bridge what its ports say."""
        if self.resource.type in types.BRIDGES:
            return vlan_of(LinuxBridge(self.resource), self._estate)
        if self.resource.type in types.BONDS:
            return Fact(tagged(0), self.resource, ("slaves",))
        own = self._attributes.number("vlan", 0)
        if own.known and own.value:
            return derive(own, tagged)
        node = self._attributes.text("node_name", "")
        return derive(self.name, lambda name: tagged(port_vlan(name, node, self._estate) or 0))

    @property
    def networks(self) -> Sequence[Network]:
        """What it is in, by the name of the interface."""
        name = self.name
        shown = name.value if name.known else None
        return [
            Network(
                where=name,
                name=shown,
                bridge=shown if self.resource.type in types.BRIDGES else None,
                endpoint=endpoint(self.resource, self._estate),
                managed=True,
                vlan=self.vlan,
            )
        ]

    @property
    def addresses(self) -> Sequence[Fact[str]]:
        """`address` and `address6`, where there is one."""
        found = (self._attributes.text(name, "") for name in ("address", "address6"))
        return [one for one in found if not one.known or one.value]

    @property
    def gateways(self) -> Sequence[Fact[str | None]]:
        """Those of the two address families."""
        return (self._attributes.text("gateway"), self._attributes.text("gateway6"))

    @property
    def storage_servers(self) -> Sequence[Fact[tuple[str, ...]]]:
        """`server` of all storages that nodes mount: those that are not disabled."""
        return [
            derive(own.text("server", ""), lambda name: (name,))
            for own in map(Attributes, self._estate.of_type(*types.FILE_STORAGES))
            if not (off := own.flag("disable", default=False)).known or not off.value
        ]

    @property
    def other_than_storage(self) -> Fact[tuple[str, ...]]:
        """Machines that move, and guests on the bridge."""
        found = told(lambda: certain(self._moves, self._guests))
        return Fact(found, self.resource, ("name",))

    def is_for_the_node(self) -> bool:
        """Whether it is how the node itself is reached, or carries its storage or machines that move.

        An address alone may be there for guests: as their gateway, say. Raises `UnknownValue`.
        """

        def routed() -> Iterator[str]:
            yield from (gateway.value for gateway in self.gateways if gateway.value)

        return bool(certain(routed, self._serves, self._moves))

    def carried(self) -> tuple[str, ...]:
        """What else than migration it is known to carry. Raises `UnknownValue` where that may be something."""
        return certain(self._serves, self._guests)

    def _serves(self) -> Iterator[str]:
        own = [ip_interface(one.value).network for one in self.addresses if _is_address(one.value)]
        for server in self.storage_servers:
            for name in server.value:
                if _is_address(name) and any(ip_interface(name).ip in network for network in own):
                    yield f"storage from {name}"

    def _moves(self) -> Iterator[str]:
        for options in self._estate.of_type(*types.CLUSTER_OPTIONS):
            cidr = Attributes(options).text("migration_cidr", "").value
            if not _is_address(cidr):
                continue
            network = ip_network(cidr, strict=False)
            if any(
                _is_address(one.value) and ip_interface(one.value).ip in network for one in self.addresses
            ):
                yield MIGRATION

    def _guests(self) -> Iterator[str]:
        if self.resource.type not in types.BRIDGES:
            return
        found = self._estate.kept(GuestInterfaces)
        own = self._attributes.text("node_name", "")
        doubt = found.doubt
        for node, tag in found.on(self.name.value):
            try:
                if not tag.value and node.value == own.value:
                    yield GUESTS
                    return
            except UnknownValue as unknown:
                doubt = doubt or unknown
        if doubt is not None:
            raise doubt


class GuestInterfaces:
    """The interfaces of all guests of an estate by the names of their bridges (see `Estate.kept`).

    `doubt` is why there may be more, on whatever bridge.
    """

    def __init__(self, estate: Estate) -> None:
        self.doubt: UnknownValue | None = None
        self._by_bridge: dict[str, list[tuple[Fact[str], Fact[int]]]] = {}
        for resource in estate.of_type(*_INTERFACES):
            try:
                for node, bridge, tag in _nics(resource):
                    self._by_bridge.setdefault(bridge.value, []).append((node, tag))
            except UnknownValue as unknown:
                self.doubt = self.doubt or unknown

    def on(self, bridge: str) -> Sequence[tuple[Fact[str], Fact[int]]]:
        """Node and tag of each that is on a bridge of that name."""
        return self._by_bridge.get(bridge, ())


def _nics(resource: Resource) -> Iterator[tuple[Fact[str], Fact[str], Fact[int]]]:
    """Node, bridge and tag of a guest's interfaces. Raises `UnknownValue`."""
    name = _INTERFACES[resource.type]
    own = Attributes(resource)
    if left_out(own, name):
        if own.blocks("clone"):
            raise UnknownValue(INHERITED, resource, (name,))
        return
    for block in own.blocks(name):
        bridge = block.text("bridge", defaults.text(resource.type, f"{name}.bridge"))
        yield own.text("node_name", ""), bridge, block.number("vlan_id", 0)


def certain(*readers: Callable[[], Iterable[str]]) -> tuple[str, ...]:
    """What several readers find. Raises the first `UnknownValue` where none of them finds anything."""
    doubt: UnknownValue | None = None
    found: dict[str, None] = {}
    for read in readers:
        try:
            # One by one, so that what is found before a doubt counts.
            for one in read():
                found[one] = None
        except UnknownValue as unknown:
            doubt = doubt or unknown
    if doubt is not None and not found:
        raise doubt
    return tuple(found)


def node_interfaces(estate: Estate) -> list[NodeInterface]:
    """All of a configuration that may have an address."""
    found = estate.of_type(*types.VLAN_INTERFACES, *types.BRIDGES, *types.BONDS)
    return [NodeInterface(resource, estate) for resource in found]


def of_resource(resource: Resource, estate: Estate) -> Sequence[NodeInterface]:
    """The interface that a bridge or bond is, if it has or may have an address."""
    interface = NodeInterface(resource, estate)
    return [interface] if interface.addresses else []


def _is_address(text: str) -> bool:
    try:
        ip_interface(text)
    except ValueError:
        return False
    return True
