"""taliesins/hyperv: machines, switches and virtual disks of Hyper-V hosts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.translate.hyperv import defaults
from vmgate.translate.hyperv.connection import ProviderConnection, VhdConnection
from vmgate.translate.hyperv.machine import Machine
from vmgate.translate.hyperv.network import HyperVSwitch
from vmgate.translate.translation import alone, among

if TYPE_CHECKING:
    from vmgate.translate.translation import Translation


TRANSLATIONS: dict[tuple[str, str], Translation] = {
    ("provider", "hyperv"): alone(ProviderConnection),
    ("managed", defaults.MACHINE): among(Machine),
    ("managed", defaults.SWITCH): alone(HyperVSwitch),
    ("managed", defaults.VHD): alone(VhdConnection),
}
"""By mode and type, what each resource states."""
