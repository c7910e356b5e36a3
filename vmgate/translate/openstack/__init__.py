"""terraform-provider-openstack/openstack: instances, networks, ports, images and shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.translate.openstack import defaults
from vmgate.translate.openstack.connection import ImageConnection, ProviderConnection
from vmgate.translate.openstack.instance import Instance
from vmgate.translate.openstack.network import InterfaceAttachment, NeutronNetwork, Port, ShareAccess, Trunk
from vmgate.translate.translation import alone, among

if TYPE_CHECKING:
    from vmgate.translate.translation import Translation


TRANSLATIONS: dict[tuple[str, str], Translation] = {
    ("provider", "openstack"): alone(ProviderConnection),
    ("managed", defaults.INSTANCE): among(Instance),
    ("managed", defaults.PORT): among(Port),
    ("managed", defaults.NETWORK): among(NeutronNetwork),
    ("managed", defaults.TRUNK): among(Trunk),
    ("managed", defaults.ATTACHMENT): among(InterfaceAttachment),
    ("managed", defaults.IMAGE): alone(ImageConnection),
    ("managed", defaults.SHARE_ACCESS): alone(ShareAccess),
}
"""By mode and type, what each resource states."""
