"""What Telmate/proxmox takes where a configuration says nothing, and which of its two generations will run.

Paths are dotted and have no indices. From the provider's own schemas, versions 2.9.14 and 3.0.2-rc09.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from vmgate.translate.versions import admits

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vmgate.model.estate import Estate, ProviderVersion

MACHINE: Final = "proxmox_vm_qemu"
CONTAINER: Final = "proxmox_lxc"
GUEST: Final = "proxmox_lxc_guest"
ISO: Final = "proxmox_storage_iso"

SOURCE: Final = "telmate/proxmox"
STABLE: Final = (2, 9, 14)
"""The newest version that is no release candidate, and so what runs unless another is named exactly."""

DEFAULTS: Mapping[str, Mapping[str, str | bool]] = {
    MACHINE: {
        "network.bridge": "nat",
        "network.firewall": False,
        "serial.type": "socket",
        "vga.type": "std",
        "disk.passthrough": False,
        "cpu.type": "host",
    },
    CONTAINER: {
        "start": False,
        "onboot": False,
        "unprivileged": False,
        "features.fuse": False,
        "features.keyctl": False,
        "features.mknod": False,
        "features.nesting": False,
    },
    GUEST: {"power_state": "running", "network.firewall": True},
}
"""Of the third generation."""

OLD_CPU: Final = "host"
"""What `cpu` is in the second generation."""

_VERSION: Final = re.compile(r"\s*=?\s*v?(\d+)\.(\d+)\.(\d+)(?:-rc\.?(\d+))?\s*\Z")
_NO_CANDIDATE: Final = 1 << 30


def is_old(estate: Estate) -> bool:
    """Whether it is the second generation that will run."""
    return _version(estate) < (3, 0, 0, 0)


def insecure(estate: Estate) -> bool:
    """What `pm_tls_insecure` is by default: true up to the fifth release candidate of 3.0.1."""
    return _version(estate) < (3, 0, 1, 6)


def keeps_interfaces(estate: Estate) -> bool:
    """Whether a clone keeps its template's interfaces where it writes none: since the fifth release candidate of 3.0.1
    the provider deletes all that are not written.
    """
    return _version(estate) < (3, 0, 1, 5)


def _version(estate: Estate) -> tuple[int, int, int, int]:
    """The version that will run: the one locked, else the one named exactly, else the newest stable one.

    Terraform chooses a release candidate only where it is named exactly. Where the constraints leave the newest stable
    one out, one that is newer has come since.
    """
    ours = [one for one in estate.providers if one.source.lower().endswith(SOURCE)]
    for text in _exact(ours):
        found = _VERSION.match(text)
        if found is not None:
            major, minor, patch, candidate = found.groups()
            number = _NO_CANDIDATE if candidate is None else int(candidate)
            return int(major), int(minor), int(patch), number
    if admits((text for one in ours for text in one.constraints), STABLE):
        return (*STABLE, _NO_CANDIDATE)
    return 3, 0, 2, _NO_CANDIDATE


def _exact(ours: list[ProviderVersion]) -> list[str]:
    locked = [one.locked for one in ours if one.locked]
    return locked or [text for one in ours for text in one.constraints if _VERSION.match(text)]
