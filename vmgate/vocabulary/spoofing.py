"""Whether physical switches disallow spoofed addresses on the way to a storage (C12)."""

from __future__ import annotations

from ipaddress import ip_address, ip_network
from typing import TYPE_CHECKING

from vmgate.model.evidence import Subject, SubjectKind
from vmgate.model.fact import NotExpressible
from vmgate.model.site import Role
from vmgate.vocabulary.network import HostInterface
from vmgate.vocabulary.placement import vlans
from vmgate.vocabulary.proof import unproven
from vmgate.vocabulary.storage import BlockStorage, Datastore
from vmgate.vocabulary.storage_traffic import carries_storage
from vmgate.vocabulary.switching import Measure, SwitchSecurity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vmgate.model.fact import Fact
    from vmgate.model.site import Site, SiteNetwork
    from vmgate.vocabulary.switching import Safeguard, SwitchPort
    from vmgate.vocabulary.thing import Surroundings

CLAUSE = "C12"


def unguarded(
    server: Fact[str], names: Sequence[Subject], site: Site, surroundings: Surroundings
) -> str | None:
    """Why spoofed addresses may reach a storage, to end a message with; None where they do not.

    Evidence about the storage or its network shows it; else every switch of this configuration that speaks of such
    measures must take them in the VLANs of the storage, or have evidence of its own. Raises `UnknownValue`.
    """
    networks = list(_networks(server.value, site))
    subjects = [*names, *(Subject(SubjectKind.NETWORK, one.name) for one in networks if one.name)]
    missing = unproven(site, CLAUSE, *subjects)
    switches = _by_switch(surroundings) if missing is not None else {}
    if missing is None or not switches:
        return missing
    carrying = _vlans(networks, site, surroundings)
    if not carrying:
        raise server.doubt("which VLAN carries the storage traffic is not told")
    for name, safeguards in switches.items():
        open_vlan = next((vlan for vlan in carrying if not _guarded(vlan, safeguards)), None)
        if open_vlan is not None and unproven(site, CLAUSE, Subject(SubjectKind.SWITCH, name)) is not None:
            return f"{name} has no ARP inspection with DHCP snooping or static bindings in VLAN {open_vlan}"
    return None


def _by_switch(surroundings: Surroundings) -> dict[str, list[Safeguard]]:
    found: dict[str, list[Safeguard]] = {}
    for security in surroundings.of(SwitchSecurity):
        found.setdefault(security.switch.value, []).extend(security.safeguards)
    return found


def _guarded(vlan: int, safeguards: Sequence[Safeguard]) -> bool:
    def on(measure: Measure) -> bool:
        return any(one.on.value and _covers(one, vlan) for one in safeguards if one.measure is measure)

    bound = on(Measure.DHCP_SNOOPING) or on(Measure.STATIC_BINDINGS)
    return on(Measure.ARP_INSPECTION) and bound


def _covers(safeguard: Safeguard, vlan: int) -> bool:
    vlans = safeguard.vlans.value
    return vlans is None or any(low <= vlan <= high for low, high in vlans.ranges)


def _networks(server: str, site: Site) -> Iterator[SiteNetwork]:
    """The storage networks of the site that the server is in."""
    try:
        address = ip_address(server.strip("[]"))
    except ValueError:
        return
    for network in site.networks:
        if network.role is Role.STORAGE and network.cidr is not None:
            own = ip_network(network.cidr, strict=False)
            if own.version == address.version and address in own:
                yield network


def _vlans(networks: Sequence[SiteNetwork], site: Site, surroundings: Surroundings) -> list[int]:
    """The VLANs of the server's networks, else those of the hosts' storage interfaces, else those of all storage
    networks of the site.
    """
    told = [network.vlan for network in networks if network.vlan]
    if not told:
        told = [vlan for interface in surroundings.of(HostInterface) for vlan in _of(interface, site)]
    if not told:
        told = [one.vlan for one in site.networks if one.role is Role.STORAGE and one.vlan]
    return sorted(set(told))


def _of(interface: HostInterface, site: Site) -> list[int]:
    try:
        if not carries_storage(interface, site):
            return []
        carried = [vlan.value.single for network in interface.networks for vlan in vlans(network)]
    except NotExpressible:
        return []
    return [vlan for vlan in carried if vlan is not None]


def is_off(safeguard: Safeguard, site: Site, surroundings: Surroundings) -> bool:
    """Whether a measure is switched off in a storage VLAN, or in all of them.

    Raises `NotExpressible` where no storage is known that it could be for, and `UnknownValue`.
    """
    if safeguard.on.value:
        return False
    storage = _vlans([], site, surroundings)
    if not storage and not surroundings.of(Datastore) and not surroundings.of(BlockStorage):
        raise NotExpressible("storage behind the switch")
    vlans = safeguard.vlans.value
    everywhere = vlans is None or not vlans.ranges
    return everywhere or not storage or any(_covers(safeguard, vlan) for vlan in storage)


def trusts_storage(port: SwitchPort, site: Site) -> bool:
    """Whether a port of a storage network's VLAN is left out of the measures. Raises `UnknownValue`."""
    storage = [one.vlan for one in site.networks if one.role is Role.STORAGE and one.vlan]
    return bool(port.trusted.value) and port.access_vlan.value in storage
