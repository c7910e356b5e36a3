"""What terraform-provider-openstack takes where a configuration says nothing: every default that is relied on.

From the provider's own schema, version 3.4.0; what it leaves to the server is the server's, from Neutron's reference.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

INSTANCE: Final = "openstack_compute_instance_v2"
PORT: Final = "openstack_networking_port_v2"
NETWORK: Final = "openstack_networking_network_v2"
ATTACHMENT: Final = "openstack_compute_interface_attach_v2"
TRUNK: Final = "openstack_networking_trunk_v2"
IMAGE: Final = "openstack_images_image_v2"
VOLUME: Final = "openstack_blockstorage_volume_v3"
FLAVOR: Final = "openstack_compute_flavor_v2"
SHARE_ACCESS: Final = "openstack_sharedfilesystem_share_access_v2"

DEFAULTS: Mapping[str, Mapping[str, str]] = {
    INSTANCE: {"power_state": "active"},
    PORT: {"binding.vnic_type": "normal"},
}

PORT_SECURITY: Final = True
"""The server's, for networks; a port has its network's."""
