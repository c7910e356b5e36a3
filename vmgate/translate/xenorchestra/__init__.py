"""vatesfr/xenorchestra (formerly terra-farm/xenorchestra): machines and networks of XCP-ng and XenServer pools."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.translate.xenorchestra import defaults
from vmgate.translate.xenorchestra.connection import ProviderConnection
from vmgate.translate.xenorchestra.machine import XenMachine
from vmgate.translate.xenorchestra.network import XenNetwork

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


TRANSLATIONS: dict[tuple[str, str], Translation] = {
    ("provider", "xenorchestra"): _provider,
    ("managed", defaults.MACHINE): _among(XenMachine),
    ("managed", defaults.NETWORK): _among(XenNetwork),
    ("managed", defaults.BONDED): _among(XenNetwork),
}
"""By mode and type, what each resource states."""
