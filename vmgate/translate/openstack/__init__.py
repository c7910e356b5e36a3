"""terraform-provider-openstack/openstack: instances, networks, ports, images and shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.translate.openstack import defaults
from vmgate.translate.openstack.connection import ImageConnection, ProviderConnection
from vmgate.translate.openstack.instance import Instance
from vmgate.translate.openstack.network import NeutronNetwork, Port, ShareAccess

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource
    from vmgate.vocabulary.thing import Thing

    Translation = Callable[[Resource, Estate], Iterable[Thing]]


def _alone(thing: Callable[[Resource], Thing]) -> Translation:
    return lambda resource, _estate: (thing(resource),)


def _among(thing: Callable[[Resource, Estate], Thing]) -> Translation:
    return lambda resource, estate: (thing(resource, estate),)


TRANSLATIONS: dict[tuple[str, str], Translation] = {
    ("provider", "openstack"): _alone(ProviderConnection),
    ("managed", defaults.INSTANCE): _among(Instance),
    ("managed", defaults.PORT): _among(Port),
    ("managed", defaults.NETWORK): _among(NeutronNetwork),
    ("managed", defaults.IMAGE): _alone(ImageConnection),
    ("managed", defaults.SHARE_ACCESS): _alone(ShareAccess),
}
"""By mode and type, what each resource states."""
