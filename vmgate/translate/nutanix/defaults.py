"""What nutanix/nutanix takes where a configuration says nothing: every default that the translation relies on.

Paths are dotted and have no indices. From the provider's own schema, version 2.4.2. What the schema leaves to the
server is the server's, from the reference of its API.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

PROVIDER_INSECURE: Final = False
"""Of the provider's own attribute, with an environment that sets none of its variables."""

DEFAULTS: Mapping[str, Mapping[str, str | bool]] = {
    "nutanix_virtual_machine": {
        "disk_list.device_properties.device_type": "DISK",
        "enable_cpu_passthrough": False,
    },
    "nutanix_virtual_machine_v2": {"power_state": "ON"},
}

CPU_PASSTHROUGH: Final = False
AUTHENTICATION: Final = "NONE"
VLAN_MODE: Final = "ACCESS"
"""The server's."""
