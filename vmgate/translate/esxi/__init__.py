"""josenk/esxi: guests, standard switches and port groups of single ESXi hosts, without a vCenter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.translate.esxi import defaults
from vmgate.translate.esxi.connection import ProviderConnection
from vmgate.translate.esxi.guest import EsxiGuest
from vmgate.translate.esxi.network import StandardPortGroup, StandardSwitch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource
    from vmgate.vocabulary.thing import Thing

    Translation = Callable[[Resource, Estate], Iterable[Thing]]


def _among(thing: Callable[[Resource, Estate], Thing]) -> Translation:
    return lambda resource, estate: (thing(resource, estate),)


def _provider(resource: Resource, _estate: Estate) -> Iterable[Thing]:
    return (ProviderConnection(resource),)


def _nothing(_resource: Resource, _estate: Estate) -> Iterable[Thing]:
    """Known, and nothing that the procedure speaks of."""
    return ()


TRANSLATIONS: dict[tuple[str, str], Translation] = {
    ("provider", "esxi"): _provider,
    ("managed", defaults.GUEST): _among(EsxiGuest),
    ("managed", defaults.SWITCH): _among(StandardSwitch),
    ("managed", defaults.PORT_GROUP): _among(StandardPortGroup),
    ("managed", defaults.RESOURCE_POOL): _nothing,
    ("managed", defaults.VIRTUAL_DISK): _nothing,
}
"""By mode and type, what each resource states."""
