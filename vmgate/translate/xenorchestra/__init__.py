"""vatesfr/xenorchestra (formerly terra-farm/xenorchestra): machines and networks of XCP-ng and XenServer pools."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.translate.translation import among
from vmgate.translate.xenorchestra import defaults
from vmgate.translate.xenorchestra.access import AccessEntry
from vmgate.translate.xenorchestra.connection import ProviderConnection
from vmgate.translate.xenorchestra.machine import XenMachine
from vmgate.translate.xenorchestra.network import XenNetwork

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource
    from vmgate.translate.translation import Translation
    from vmgate.vocabulary.thing import Thing


def _provider(resource: Resource, _estate: Estate) -> Iterable[Thing]:
    return (ProviderConnection(resource),)


TRANSLATIONS: dict[tuple[str, str], Translation] = {
    ("provider", "xenorchestra"): _provider,
    ("managed", defaults.MACHINE): among(XenMachine),
    ("managed", defaults.NETWORK): among(XenNetwork),
    ("managed", defaults.BONDED): among(XenNetwork),
    ("managed", defaults.ACL): among(AccessEntry),
}
"""By mode and type, what each resource states."""
