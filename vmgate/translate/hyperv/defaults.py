"""What taliesins/hyperv takes where a configuration says nothing: every default that the translation relies on.

Paths are dotted and have no indices. From the provider's own schema, version 1.2.1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

MACHINE: Final = "hyperv_machine_instance"
SWITCH: Final = "hyperv_network_switch"
VHD: Final = "hyperv_vhd"
ISO: Final = "hyperv_iso_image"

NO_DISK: Final = 4294967295
"""The number that stands for no disk of the host."""

GUEST_SERVICE: Final = "Guest Service Interface"

PROVIDER: Mapping[str, bool] = {"https": True, "insecure": False}
"""Of the provider's own attributes, with an environment that sets none of its variables."""

DEFAULTS: Mapping[str, Mapping[str, str | bool | int]] = {
    MACHINE: {
        "automatic_start_action": "StartIfRunning",
        "dvd_drives.path": "",
        "hard_disk_drives.disk_number": NO_DISK,
        "hard_disk_drives.path": "",
        "hard_disk_drives.support_persistent_reservations": False,
        "network_adaptors.iov_weight": 100,
        "network_adaptors.mac_address_spoofing": "Off",
        "network_adaptors.management_os": False,
        "network_adaptors.switch_name": "",
        "network_adaptors.vlan_access": False,
        "network_adaptors.vlan_id": 0,
        "state": "Running",
        "vm_processor.expose_virtualization_extensions": False,
    },
    SWITCH: {"enable_iov": False},
}


def text(path: str) -> str:
    """The default of a string of a machine."""
    return str(DEFAULTS[MACHINE][path])


def flag(path: str) -> bool:
    """The default of a boolean of a machine."""
    return bool(DEFAULTS[MACHINE][path])


def number(path: str) -> int:
    """The default of a whole number of a machine."""
    return int(DEFAULTS[MACHINE][path])
