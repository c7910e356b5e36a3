"""Where a network stands in the site's inventory, and what else is on it (C08, C19, C27).

An entry of the inventory and a network are the same when they agree on a name, an id or a bridge. An entry with a
bridge and a VLAN means that VLAN on that bridge; an entry with a VLAN alone means every network of that VLAN, and one
with addresses alone every network on which a host has one of them.
"""

from __future__ import annotations

from functools import cached_property
from ipaddress import ip_interface, ip_network
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct

from vmgate.model.endpoint import canonical, covers
from vmgate.model.fact import NotExpressible, UnknownValue
from vmgate.vocabulary.network import DYNAMIC, tagged

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from ipaddress import IPv4Network, IPv6Network

    from vmgate.model.fact import Fact
    from vmgate.model.site import Role, Site, SiteNetwork
    from vmgate.vocabulary.network import HostInterface, Network, Nic, PortGroup, Vlan

T = TypeVar("T")


class Place(Struct, frozen=True, dict=True):
    """A network and the entries of the inventory on its endpoint, `inventory`."""

    network: Network
    inventory: tuple[SiteNetwork, ...]

    def entries(self) -> Iterator[SiteNetwork]:
        """The entries that are this network, those that name it first, as they do not depend on its VLAN.

        After those it raises `UnknownValue` when the VLAN decides and is not known.
        """
        named = [entry for entry in self.inventory if _same_name(entry, self.network)]
        yield from named
        exact = [entry for entry in self.inventory if self._is_vlan(entry) and entry.vlan in self._vlans]
        yield from exact
        # an entry for a whole bridge speaks of what no entry for a VLAN on that bridge speaks of
        if not any(_same_bridge(entry, self.network) for entry in exact):
            yield from (e for e in self.inventory if e.vlan is None and _same_bridge(e, self.network))
        if not named and not exact:
            yield from (e for e in self.inventory if _is_range(e) and self._has_address(e))

    def same_vlan(self, roles: Collection[Role]) -> Iterator[SiteNetwork]:
        """The entries of other networks that have one of these roles, and a VLAN that it carries: its own, or one of
        a trunk.
        """
        for entry in self.inventory:
            other = entry.role in roles and not _same_name(entry, self.network)
            if (
                other
                and entry.vlan is not None
                and (entry.bridge is None or _same_bridge(entry, self.network))
            ):
                only = tagged(entry.vlan)
                if any(vlan.value.overlaps(only) for vlan in vlans(self.network)):
                    yield entry

    def has_role(self, *roles: Role) -> SiteNetwork | None:
        """The first entry that gives it one of these roles."""
        return next((entry for entry in self.entries() if entry.role in roles), None)

    def lacks_role(self, *roles: Role) -> SiteNetwork | None:
        """The first entry that gives it another role than these."""
        return next((entry for entry in self.entries() if entry.role not in roles), None)

    def require_known(self) -> None:
        """Raises `UnknownValue` when the network is stated neither in this configuration nor in the inventory."""
        if not self.network.managed and next(self.entries(), None) is None:
            where = self.network.where
            raise UnknownValue("network is not in the site inventory", where.resource, where.path)

    def _is_vlan(self, entry: SiteNetwork) -> bool:
        """Whether the entry means a VLAN, on the network's bridge or wherever it is."""
        if entry.vlan is None:
            return False
        if _same_bridge(entry, self.network):
            return True
        return (entry.bridge, entry.name, entry.id) == (None, None, None)

    def _has_address(self, entry: SiteNetwork) -> bool:
        """Whether a host has an address of the entry's on the network. Raises `UnknownValue`."""
        range_ = ip_network(str(entry.cidr))
        known = [address for address in self._addresses if address.known and address.value != DYNAMIC]
        if any(_within(address.value, range_) for address in known):
            return True
        for address in self._addresses:
            if address.value == DYNAMIC:
                raise address.doubt("whether its address is of that network is not told")
        return False

    @cached_property
    def _addresses(self) -> Sequence[Fact[str]]:
        """Those of the hosts' interfaces on it. Raises `UnknownValue`."""
        own = [self.network.interface] if self.network.interface is not None else []
        others = [one for group in self.network.port_groups for one in host_interfaces(group)]
        return [address for interface in (*own, *others) for address in addresses(interface)]

    @cached_property
    def _vlans(self) -> frozenset[int | None]:
        """The single VLANs that it carries. Raises `UnknownValue`."""
        return frozenset(vlan.value.single for vlan in vlans(self.network))


def places(network: Network, site: Site) -> list[Place]:
    """The places that a network may be.

    One, unless the configuration does not tell the endpoint and the site has several.
    """
    recorded = (entry.endpoint for entry in site.networks)
    return [
        Place(network, tuple(entry for entry in site.networks if same_endpoint(entry.endpoint, endpoint)))
        for endpoint in possible_endpoints(network.endpoint, site, recorded)
    ]


def possible_endpoints(
    told: str | None, site: Site, recorded: Iterable[str | None]
) -> tuple[str | None, ...]:
    """The endpoints that may be meant: the one told, else all that the site has.

    A site that lists none has those that are `recorded` with what is looked for, or one that nobody names.
    """
    if told is not None:
        return (told,)
    scope = site.endpoints or [endpoint for endpoint in recorded if endpoint is not None]
    return tuple(sorted({canonical(endpoint) for endpoint in scope})) or (None,)


def same_endpoint(listed: str | None, told: str | None) -> bool:
    """Whether the endpoint of an entry may be the one told: it is unless both are given and differ."""
    return listed is None or told is None or covers(listed, told)


def in_scope(told: str, site: Site) -> bool:
    """Whether a server is one of the site's endpoints."""
    return any(covers(listed, told) for listed in site.endpoints)


def named(name: str, site: Site) -> list[SiteNetwork]:
    """The entries of the inventory that go by a name."""
    return [entry for entry in site.networks if entry.name == name]


def vlans(network: Network) -> list[Fact[Vlan]]:
    """What the network carries: the VLAN that the attachment chooses, else those of its port groups.

    An overlay, which has none, is in no VLAN of the site.
    """
    if network.vlan is not None:
        return [network.vlan]
    return [vlan for group in network.port_groups for vlan in _stated(lambda: (group.vlan,))]  # noqa: B023  - asked at once


def host_interfaces(group: PortGroup) -> Sequence[HostInterface]:
    """The hosts' own interfaces on a port group; none where the provider cannot state any."""
    return _stated(lambda: group.host_interfaces)


def addresses(interface: HostInterface) -> Sequence[Fact[str]]:
    """The addresses of a host's interface; none where the provider cannot state any."""
    return _stated(lambda: interface.addresses)


def guests(group: PortGroup) -> Sequence[Nic]:
    """The guests' interfaces on a port group; none where the provider cannot state any."""
    return _stated(lambda: group.guests)


def neighbours(group: PortGroup) -> list[PortGroup]:
    """The other port groups of this configuration on the same switch."""
    return [other for other in _stated(lambda: _on_switch(group)) if other.resource is not group.resource]


def sharing_hosts(network: Network) -> PortGroup | None:
    """A port group with a host's own interface and a VLAN that the network carries, on the network's switch."""
    for group in network.port_groups:
        for vlan in _stated(lambda: (group.vlan.value,)):  # noqa: B023  - asked at once
            for other in () if vlan.untagged else _stated(lambda: _of_hosts(group)):  # noqa: B023  - asked at once
                if other.resource is not group.resource and other.vlan.value.overlaps(vlan):
                    return other
    return None


def for_migration_only(group: PortGroup) -> bool:
    """Whether a port group carries migration traffic and nothing else."""
    interfaces = host_interfaces(group)
    return bool(interfaces) and all(one.carries_migration.value for one in interfaces) and not guests(group)


def require_known(networks: Iterable[Network], site: Site) -> None:
    """Raises `UnknownValue` unless every network is stated in this configuration or in the site's inventory."""
    for network in networks:
        for place in places(network, site):
            place.require_known()


def _on_switch(group: PortGroup) -> Sequence[PortGroup]:
    switch = group.switch
    return () if switch is None else switch.port_groups


def _of_hosts(group: PortGroup) -> Sequence[PortGroup]:
    switch = group.switch
    return () if switch is None else switch.port_groups_of_hosts


def _stated(read: Callable[[], Sequence[T]]) -> Sequence[T]:
    try:
        return read()
    except NotExpressible:
        return ()


def _same_name(entry: SiteNetwork, network: Network) -> bool:
    by_name = entry.name is not None and entry.name == network.name
    return by_name or (entry.id is not None and entry.id == network.id)


def _is_range(entry: SiteNetwork) -> bool:
    return entry.cidr is not None and (entry.name, entry.id, entry.bridge) == (None, None, None)


def _within(address: str, range_: IPv4Network | IPv6Network) -> bool:
    try:
        return ip_interface(address).ip in range_
    except ValueError:
        return False


def _same_bridge(entry: SiteNetwork, network: Network) -> bool:
    """What has no name but that of its bridge may be listed by it as a name, too."""
    bridge = entry.name if entry.bridge is None and network.name is None else entry.bridge
    return bridge is not None and bridge == network.bridge
