"""What dmacvicar/libvirt takes where a configuration says nothing: every default that the translation relies on.

Paths are dotted and have no indices. The blocks' are from the provider's own schema, version 0.8.3. The nested
attributes have none: what they leave out is left out of the hypervisor's XML.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.translate.libvirt.resource_types import DOMAIN, NETWORK, VOLUME

if TYPE_CHECKING:
    from collections.abc import Mapping

PROVIDER_URI = "qemu:///system"
"""Of the provider's own `uri` since 0.9.0, with an environment that does not set LIBVIRT_DEFAULT_URI."""

DEFAULTS: Mapping[str, Mapping[str, str | bool]] = {
    DOMAIN: {
        "console.source_host": "127.0.0.1",
        "graphics.listen_address": "127.0.0.1",
        "graphics.listen_type": "none",
        "graphics.type": "spice",
        "running": True,
        "tpm.backend_type": "emulator",
    },
    NETWORK: {"mode": "nat"},
    VOLUME: {"pool": "default"},
}
"""Of 0.8.3."""

POOL_PATH = "/var/lib/libvirt/images"
"""Where libvirt's own pool `default` is."""


def text(resource_type: str, path: str) -> str:
    """The default of a string."""
    return str(DEFAULTS[resource_type][path])


def flag(resource_type: str, path: str) -> bool:
    """The default of a boolean."""
    return bool(DEFAULTS[resource_type][path])
