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

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource
    from vmgate.vocabulary.thing import Thing

    Translation = Callable[[Resource, Estate], Iterable[Thing]]


def _provider(resource: Resource, estate: Estate) -> Iterable[Thing]:
    return (ProviderConnection(resource, estate),)


def _domain(resource: Resource, estate: Estate) -> Iterable[Thing]:
    if of_blocks(resource, estate):
        return (BlockDomain(resource, estate),)
    return (NestedDomain(resource, estate), DomainTargets(resource))


def _network(resource: Resource, estate: Estate) -> Iterable[Thing]:
    return (LibvirtNetwork(resource, estate),)


def _volume(resource: Resource, _estate: Estate) -> Iterable[Thing]:
    return (VolumeConnection(resource),)


def _pool(resource: Resource, estate: Estate) -> Iterable[Thing]:
    return (Pool(resource, estate),)


TRANSLATIONS: dict[tuple[str, str], Translation] = {
    ("provider", "libvirt"): _provider,
    ("managed", types.DOMAIN): _domain,
    ("managed", types.NETWORK): _network,
    ("managed", types.VOLUME): _volume,
    ("managed", types.POOL): _pool,
}
"""By mode and type, what each resource states."""
