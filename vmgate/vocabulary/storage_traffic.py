"""Which of the hosts' interfaces carry storage traffic (C10).

Nothing marks one. It is one when the site's inventory gives its network the role `storage`, or when a file server
that hosts mount from is in the network of its address.
"""

from __future__ import annotations

from ipaddress import ip_address, ip_interface
from typing import TYPE_CHECKING

from vmgate.model.fact import UnknownValue
from vmgate.model.site import Role
from vmgate.vocabulary.network import DYNAMIC
from vmgate.vocabulary.placement import guests, host_interfaces, places

if TYPE_CHECKING:
    from vmgate.model.fact import Fact
    from vmgate.model.site import Site
    from vmgate.vocabulary.network import HostInterface, PortGroup
    from vmgate.vocabulary.placement import Place


def carries_storage(interface: HostInterface, site: Site) -> bool:
    """Whether storage traffic runs over an interface. Raises `UnknownValue`."""
    doubt: UnknownValue | None = None
    found: list[Place] = []
    try:
        found = [place for network in interface.networks for place in places(network, site)]
        dedicated = [place.has_role(Role.STORAGE) is not None for place in found]
    except UnknownValue as unknown:
        doubt, dedicated = unknown, []
    if dedicated and all(dedicated):
        return True
    told = bool(found) and doubt is None and all(next(place.entries(), None) is not None for place in found)
    if _reaches_server(interface, told=told):
        return True
    if doubt is not None:
        raise doubt
    if any(dedicated):
        where = found[0].network.where
        raise UnknownValue("it depends on which network it is attached to", where.resource, where.path)
    for place in found:
        place.require_known()
    return False


def for_storage_only(group: PortGroup) -> bool:
    """Whether a port group has interfaces of hosts on it that carry no other service, and nothing else."""
    interfaces = host_interfaces(group)
    return (
        bool(interfaces) and not guests(group) and not any(one.other_than_storage.value for one in interfaces)
    )


def _reaches_server(interface: HostInterface, *, told: bool) -> bool:
    """Whether a file server is in the network of one of its addresses.

    A server that goes by its name, and an address that is given, leave that open: the inventory decides then, if it
    has told what the network is for.
    """
    servers = [(server, name) for server in interface.storage_servers for name in server.value]
    if not servers:
        return False
    open_end: Fact[object] | None = None
    reached = False
    for address in interface.addresses:
        for server, name in servers:
            answer = _in_network(name, address.value)
            reached = reached or answer is True
            if answer is None:
                open_end = address if address.value == DYNAMIC else server
    if not reached and open_end is not None and not told:
        raise open_end.doubt("whether a file server is in the network of its address is not told")
    return reached


def _in_network(server: str, address: str) -> bool | None:
    """None where either is not an address."""
    try:
        return ip_address(server) in ip_interface(address).network
    except ValueError:
        return None
