"""Cisco NX-OS (CiscoDevNet/nxos): ports, measures against spoofed addresses, and where the log goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.translate.fleet import Fleet
from vmgate.translate.nxos.connection import ProviderConnection
from vmgate.translate.nxos.logs import LogDestinations
from vmgate.translate.nxos.ports import PhysicalInterfaces
from vmgate.translate.nxos.routing import Addresses
from vmgate.translate.nxos.spoofing import Commands, Dhcp

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource
    from vmgate.vocabulary.thing import Thing

    Translation = Callable[[Resource, Estate], Iterable[Thing]]


def _among(thing: Callable[[Resource, Estate], Thing]) -> Translation:
    return lambda resource, estate: (thing(resource, estate),)


def _provider(resource: Resource, estate: Estate) -> Iterable[Thing]:
    return (ProviderConnection(resource), Fleet(resource, "url", estate.of_type("nxos_logging")))


def _part(_resource: Resource, _estate: Estate) -> Iterable[Thing]:
    """VLANs and their gateways on the switch; nothing of the procedure is decided by them alone."""
    return ()


TRANSLATIONS: dict[tuple[str, str], Translation] = {
    ("provider", "nxos"): _provider,
    ("managed", "nxos_physical_interface"): _among(PhysicalInterfaces),
    ("managed", "nxos_dhcp"): _among(Dhcp),
    ("managed", "nxos_cli"): _among(Commands),
    ("managed", "nxos_ipv4"): _among(Addresses),
    ("managed", "nxos_logging"): _among(LogDestinations),
    **dict.fromkeys(
        (("managed", f"nxos_{name}") for name in ("bridge_domain", "svi_interface", "subinterface")), _part
    ),
}
"""By mode and type, what each resource states."""
