"""Cisco NX-OS (CiscoDevNet/nxos): ports, measures against spoofed addresses, and where the log goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.translate.fleet import Fleet
from vmgate.translate.nxos.connection import ProviderConnection
from vmgate.translate.nxos.logs import LogDestinations
from vmgate.translate.nxos.ports import PhysicalInterfaces
from vmgate.translate.nxos.routing import Addresses
from vmgate.translate.nxos.spoofing import Commands, Dhcp
from vmgate.translate.translation import among, nothing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource
    from vmgate.translate.translation import Translation
    from vmgate.vocabulary.thing import Thing


def _provider(resource: Resource, estate: Estate) -> Iterable[Thing]:
    return (ProviderConnection(resource), Fleet(resource, "url", estate.of_type("nxos_logging")))


TRANSLATIONS: dict[tuple[str, str], Translation] = {
    ("provider", "nxos"): _provider,
    ("managed", "nxos_physical_interface"): among(PhysicalInterfaces),
    ("managed", "nxos_dhcp"): among(Dhcp),
    ("managed", "nxos_cli"): among(Commands),
    ("managed", "nxos_ipv4"): among(Addresses),
    ("managed", "nxos_logging"): among(LogDestinations),
    **dict.fromkeys(
        (("managed", f"nxos_{name}") for name in ("bridge_domain", "svi_interface", "subinterface")), nothing
    ),
}
"""By mode and type, what each resource states."""
