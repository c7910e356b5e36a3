"""What josenk/esxi takes where a configuration says nothing: every default that the translation relies on.

Read in the provider's source, version 1.10.3. What is computed and left out is sent as the zero of its type.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

GUEST: Final = "esxi_guest"
SWITCH: Final = "esxi_vswitch"
PORT_GROUP: Final = "esxi_portgroup"
VIRTUAL_DISK: Final = "esxi_virtual_disk"
RESOURCE_POOL: Final = "esxi_resource_pool"

FIRST_SWITCH: Final = "vSwitch0"
"""The switch of a port group that names none."""

SENT: Final = "the provider sends it so where it is left out"

DEFAULTS: Mapping[str, Mapping[str, str]] = {GUEST: {"power": "on"}}
