"""dmacvicar/libvirt: domains, networks, volumes and pools of KVM hosts, in the provider's three generations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.translate.libvirt import resource_types as types
from vmgate.translate.libvirt.block_domain import BlockDomain
from vmgate.translate.libvirt.connection import ProviderConnection, VolumeConnection
from vmgate.translate.libvirt.generation import of_blocks
from vmgate.translate.libvirt.nested_domain import NestedDomain
from vmgate.translate.libvirt.network import LibvirtNetwork
from vmgate.translate.libvirt.storage import DomainTargets, Pool
from vmgate.translate.translation import alone, among

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource
    from vmgate.translate.translation import Translation
    from vmgate.vocabulary.thing import Thing


def _domain(resource: Resource, estate: Estate) -> Iterable[Thing]:
    if of_blocks(resource, estate):
        return (BlockDomain(resource, estate),)
    return (NestedDomain(resource, estate), DomainTargets(resource))


TRANSLATIONS: dict[tuple[str, str], Translation] = {
    ("provider", "libvirt"): among(ProviderConnection),
    ("managed", types.DOMAIN): _domain,
    ("managed", types.NETWORK): among(LibvirtNetwork),
    ("managed", types.VOLUME): alone(VolumeConnection),
    ("managed", types.POOL): among(Pool),
}
"""By mode and type, what each resource states."""
