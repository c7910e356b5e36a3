"""What holds for a whole cluster: `…_cluster_options`, which says how machines move (C06, C27)."""

from __future__ import annotations

from ipaddress import IPv4Network, IPv6Network, ip_interface, ip_network
from typing import TYPE_CHECKING, Final

from vmgate.model.fact import Fact, UnknownValue
from vmgate.translate.attributes import Attributes
from vmgate.translate.derivation import derive, told
from vmgate.translate.proxmox.interfaces import NodeInterface, certain, node_interfaces
from vmgate.translate.proxmox.network import endpoint
from vmgate.vocabulary.migration import MigrationSettings
from vmgate.vocabulary.network import HostInterface, Network

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource

SECURE: Final = "secure"
"""What Proxmox takes where `migration_type` is not written; the provider has no default."""

MANAGEMENT: Final = "the management of the cluster: no network is set for it"


class ClusterOptions(MigrationSettings):
    """The options of a cluster."""

    @property
    def encrypted(self) -> Fact[bool]:
        """`migration_type` is "secure": what moves goes through SSH."""
        return derive(Attributes(self.resource).text("migration_type", SECURE), lambda kind: kind == SECURE)


class MigrationInterfaces(HostInterface):
    """The nodes' interfaces that machines move over: those with an address in `migration_cidr`."""

    def __init__(self, resource: Resource, estate: Estate) -> None:
        super().__init__(resource)
        self._estate = estate

    @property
    def carries_migration(self) -> Fact[bool]:
        """Always."""
        return Fact(value=True, resource=self.resource, path=("migration_cidr",))

    @property
    def other_services(self) -> Fact[tuple[str, ...]]:
        """What else the interfaces are known to carry; the cluster's own traffic where no network is set."""
        cidr = self._cidr
        if cidr.known and not cidr.value:
            return Fact((MANAGEMENT,), self.resource, cidr.path)
        found = told(lambda: certain(*(one.carried for one in self._own())))
        return Fact(found, self.resource, cidr.path)

    @property
    def gateways(self) -> Sequence[Fact[str | None]]:
        """Those of the interfaces. Raises `UnknownValue` where none of the configuration is in the network."""
        cidr = self._cidr
        if not cidr.value:
            return ()
        own = self._own()
        if not own:
            raise cidr.doubt("the nodes' interfaces in the network are not in the configuration")
        return [gateway for one in own for gateway in one.gateways]

    @property
    def networks(self) -> Sequence[Network]:
        """The network of `migration_cidr`. Raises `UnknownValue`."""
        cidr = self._cidr
        if not cidr.value:
            return ()
        own = self._own()
        names = {one.name.value for one in own}
        return [
            Network(
                where=cidr,
                name=names.pop() if len(names) == 1 else None,
                endpoint=endpoint(self.resource, self._estate),
                managed=bool(own),
                vlan=own[0].vlan if own else None,
                interface=self,
            )
        ]

    @property
    def addresses(self) -> Sequence[Fact[str]]:
        """The network."""
        return (self._cidr,)

    @property
    def _cidr(self) -> Fact[str]:
        return Attributes(self.resource).text("migration_cidr", "")

    def _own(self) -> list[NodeInterface]:
        """The interfaces of the configuration that are in it. Raises `UnknownValue`."""
        cidr = self._cidr
        try:
            network = ip_network(cidr.value, strict=False)
        except ValueError:
            raise cidr.doubt(f"{cidr.value} is no network") from None
        found: list[NodeInterface] = []
        for one in node_interfaces(self._estate):
            for address in one.addresses:
                if not address.known:
                    raise UnknownValue(
                        "the address of an interface is not known", address.resource, address.path
                    )
                if _is_in(address.value, network):
                    found.append(one)
        return found


def _is_in(address: str, network: IPv4Network | IPv6Network) -> bool:
    try:
        return ip_interface(address).ip in network
    except ValueError:
        return False
