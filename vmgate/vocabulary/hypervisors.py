"""Which addresses are those of hypervisors, and who an NFS server lets in beside them (C13)."""

from __future__ import annotations

from ipaddress import ip_interface, ip_network
from typing import TYPE_CHECKING, TypeAlias

from vmgate.model.fact import NotExpressible
from vmgate.vocabulary.network import DYNAMIC, HostInterface

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from ipaddress import IPv4Network, IPv6Network

    from vmgate.model.fact import Fact
    from vmgate.model.site import Site
    from vmgate.vocabulary.storage import NfsExport
    from vmgate.vocabulary.thing import Surroundings

    IPNetwork: TypeAlias = IPv4Network | IPv6Network

EVERYONE = "*"


def is_for_hypervisors(export: NfsExport, site: Site) -> bool:
    """Whether an export, by all that is in force with it, admits a hypervisor; it may where the site lists none.

    What admits none is for others: the homes of users are none of the procedure's. Raises `UnknownValue`.
    """
    listed = site.addresses.hypervisors
    if listed is None:
        return True
    networks = [network for one in listed if (network := _network(one)) is not None]
    clients = (client for one in export.together for client in one.clients)
    return any(_admits(client, networks) for client in clients)


def stranger(client: Fact[str], site: Site, surroundings: Surroundings) -> str | None:
    """Whom beside hypervisors a client of an export stands for, "everyone" or "the network 10.0.0.0/8"; None if nobody.

    Hypervisors are what the site's policy lists; where it lists none, the single addresses that hosts' interfaces have
    in this configuration. Raises `UnknownValue` where neither tells.
    """
    text = client.value.strip()
    if text in ("", EVERYONE):
        return "everyone"
    if "*" in text or "?" in text or text.startswith("."):
        return f"every host whose name matches {text}"
    own = _network(text)
    if own is None:
        raise client.doubt(f"which addresses {text} stands for is not told")
    listed = site.addresses.hypervisors
    if own.prefixlen == 0:
        return "everyone"
    if listed is not None:
        among = _within(own, (network for one in listed if (network := _network(one)) is not None))
        return None if among else f"{_shown(own)}, which is no hypervisor by the site policy"
    if own.prefixlen < own.max_prefixlen:
        return f"the network {own}"
    if _within(own, _configured(surroundings)):
        return None
    raise client.doubt(f"whether {_shown(own)} is a hypervisor is not told: the site policy lists none")


def _admits(client: Fact[str], networks: Sequence[IPNetwork]) -> bool:
    own = _network(client.value.strip())
    # A name may stand for a hypervisor, as everyone does.
    return own is None or any(_subnet(own, other) or _subnet(other, own) for other in networks)


def _configured(surroundings: Surroundings) -> Iterable[IPNetwork]:
    """The addresses of the hosts' interfaces, as far as they are known: one that is not is none of a client's."""
    for interface in surroundings.of(HostInterface):
        for address in _addresses(interface):
            own = _interface(address.value) if address.known and address.value != DYNAMIC else None
            if own is not None:
                yield own


def _interface(text: str) -> IPNetwork | None:
    try:
        return ip_network(ip_interface(text).ip)
    except ValueError:
        return None


def _addresses(interface: HostInterface) -> Sequence[Fact[str]]:
    try:
        return interface.addresses
    except NotExpressible:
        return ()


def _within(own: IPNetwork, networks: Iterable[IPNetwork]) -> bool:
    return any(_subnet(own, network) for network in networks)


def _subnet(own: IPNetwork, other: IPNetwork) -> bool:
    if own.version != other.version:
        return False
    return int(other.network_address) <= int(own.network_address) and int(own.broadcast_address) <= int(
        other.broadcast_address
    )


def _network(text: str) -> IPNetwork | None:
    try:
        return ip_network(text, strict=False)
    except ValueError:
        return None


def _shown(network: IPNetwork) -> str:
    single = network.prefixlen == network.max_prefixlen
    return str(network.network_address) if single else f"the network {network}"
