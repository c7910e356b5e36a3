"""taliesins/hyperv: machines, switches and virtual disks of Hyper-V hosts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.translate.hyperv import defaults
from vmgate.translate.hyperv.connection import ProviderConnection, VhdConnection
from vmgate.translate.hyperv.machine import Machine
from vmgate.translate.hyperv.network import HyperVSwitch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource
    from vmgate.vocabulary.thing import Thing

    Translation = Callable[[Resource, Estate], Iterable[Thing]]


def _alone(thing: Callable[[Resource], Thing]) -> Translation:
    return lambda resource, _estate: (thing(resource),)


def _machine(resource: Resource, estate: Estate) -> Iterable[Thing]:
    return (Machine(resource, estate),)


TRANSLATIONS: dict[tuple[str, str], Translation] = {
    ("provider", "hyperv"): _alone(ProviderConnection),
    ("managed", defaults.MACHINE): _machine,
    ("managed", defaults.SWITCH): _alone(HyperVSwitch),
    ("managed", defaults.VHD): _alone(VhdConnection),
}
"""By mode and type, what each resource states."""
