"""Cisco IOS-XE (CiscoDevNet/iosxe): ports, measures against spoofed addresses, and where the log goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.translate.fleet import Fleet
from vmgate.translate.iosxe.connection import ProviderConnection
from vmgate.translate.iosxe.logs import LogHosts
from vmgate.translate.iosxe.ports import EthernetInterface, VlanInterface
from vmgate.translate.iosxe.spoofing import Arp, Commands, Dhcp

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource
    from vmgate.vocabulary.thing import Thing

    Translation = Callable[[Resource, Estate], Iterable[Thing]]


def _among(thing: Callable[[Resource, Estate], Thing]) -> Translation:
    return lambda resource, estate: (thing(resource, estate),)


def _provider(resource: Resource, estate: Estate) -> Iterable[Thing]:
    return (ProviderConnection(resource), Fleet(resource, "host", estate.of_type("iosxe_logging")))


def _part(_resource: Resource, _estate: Estate) -> Iterable[Thing]:
    """VLANs of the switch; nothing of the procedure is decided by them alone."""
    return ()


TRANSLATIONS: dict[tuple[str, str], Translation] = {
    ("provider", "iosxe"): _provider,
    ("managed", "iosxe_interface_ethernet"): _among(EthernetInterface),
    ("managed", "iosxe_interface_vlan"): _among(VlanInterface),
    ("managed", "iosxe_dhcp"): _among(Dhcp),
    ("managed", "iosxe_arp"): _among(Arp),
    ("managed", "iosxe_cli"): _among(Commands),
    ("managed", "iosxe_logging"): _among(LogHosts),
    **dict.fromkeys(
        (("managed", f"iosxe_{name}") for name in ("vlan", "bridge_domain", "interface_bdi")), _part
    ),
}
"""By mode and type, what each resource states."""
