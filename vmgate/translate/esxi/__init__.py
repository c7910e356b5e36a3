"""josenk/esxi: guests, standard switches and port groups of single ESXi hosts, without a vCenter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.translate.esxi import defaults
from vmgate.translate.esxi.connection import ProviderConnection
from vmgate.translate.esxi.guest import EsxiGuest
from vmgate.translate.esxi.network import StandardPortGroup, StandardSwitch
from vmgate.translate.translation import alone, among, nothing

if TYPE_CHECKING:
    from vmgate.translate.translation import Translation


TRANSLATIONS: dict[tuple[str, str], Translation] = {
    ("provider", "esxi"): alone(ProviderConnection),
    ("managed", defaults.GUEST): among(EsxiGuest),
    ("managed", defaults.SWITCH): among(StandardSwitch),
    ("managed", defaults.PORT_GROUP): among(StandardPortGroup),
    ("managed", defaults.RESOURCE_POOL): nothing,
    ("managed", defaults.VIRTUAL_DISK): nothing,
}
"""By mode and type, what each resource states."""
