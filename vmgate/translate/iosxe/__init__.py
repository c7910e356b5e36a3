"""Cisco IOS-XE (CiscoDevNet/iosxe): ports, measures against spoofed addresses, certificates, and where the log goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.translate.fleet import Fleet
from vmgate.translate.iosxe.certificate import Trustpoints
from vmgate.translate.iosxe.connection import ProviderConnection
from vmgate.translate.iosxe.logs import LogHosts
from vmgate.translate.iosxe.ports import EthernetInterface, VlanInterface
from vmgate.translate.iosxe.spoofing import Arp, Commands, Dhcp
from vmgate.translate.translation import alone, among, nothing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource
    from vmgate.translate.translation import Translation
    from vmgate.vocabulary.thing import Thing


def _provider(resource: Resource, estate: Estate) -> Iterable[Thing]:
    return (ProviderConnection(resource), Fleet(resource, "host", estate.of_type("iosxe_logging")))


TRANSLATIONS: dict[tuple[str, str], Translation] = {
    ("provider", "iosxe"): _provider,
    ("managed", "iosxe_interface_ethernet"): among(EthernetInterface),
    ("managed", "iosxe_interface_vlan"): among(VlanInterface),
    ("managed", "iosxe_dhcp"): among(Dhcp),
    ("managed", "iosxe_arp"): among(Arp),
    ("managed", "iosxe_cli"): among(Commands),
    ("managed", "iosxe_crypto_pki"): alone(Trustpoints),
    ("managed", "iosxe_logging"): among(LogHosts),
    **dict.fromkeys(
        (("managed", f"iosxe_{name}") for name in ("vlan", "bridge_domain", "interface_bdi")), nothing
    ),
}
"""By mode and type, what each resource states."""
