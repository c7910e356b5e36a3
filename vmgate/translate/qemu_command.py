"""What a command line of QEMU gives a guest of its host: devices (C25) and directories (C28).

Hypervisors on QEMU let configuration add options to it past all attributes that they have for the same thing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_PCI: Final = re.compile(r"\bvfio-pci(?:-nohotplug)?\b(?P<settings>\S*)")
_USB: Final = re.compile(r"\busb-host\b(?P<settings>\S*)")
_REDIRECTED: Final = re.compile(r"\busb-redir\b")
_FILE: Final = re.compile(r"(?<![\w/])/dev/(?P<file>[\w./:@+-]+)")
_NO_DEVICE: Final = re.compile(
    r"(?:null|zero|full|u?random|kvm|vhost-\w+|hugepages|shm|fd|net)(?:/|\Z)|hwrng\Z"
)
_DISK: Final = re.compile(r"sd|hd|vd|xvd|nvme|sr|cdrom|disk/|mapper/|dm-|zvol/|zd|rbd|loop|md|pve/")
_SHARED: Final = re.compile(r"-(?:virtfs|fsdev)[\s=]+['\"]?\S*?\bpath=(?P<path>[^,\s'\"]+)")
_IMAGE: Final = re.compile(r"\bfile(?:name)?=(?P<path>/(?!dev/)[^,\s'\"]+)")


def devices(command: str) -> Iterator[tuple[str, str]]:
    """What each device of the host reads like, and the name that a site approves it by.

    `pci:0000:01:00.0`, `usb:046d:c52b`, `usb:1-2` by bus and address, `usb:spice`, `disk:/dev/sdb`, `dev:/dev/ttyS0`.
    """
    for found in _PCI.finditer(command):
        settings = _settings(found)
        address = (settings.get("host") or settings.get("sysfsdev", "").rpartition("/")[2]).lower()
        yield "a PCI device in raw QEMU arguments", f"pci:{_with_domain(address)}"
    for found in _USB.finditer(command):
        yield "a USB device in raw QEMU arguments", f"usb:{_usb_id(_settings(found))}"
    if _REDIRECTED.search(command):
        yield "USB devices of whoever looks at the console, in raw QEMU arguments", "usb:spice"
    for found in _FILE.finditer(command):
        name = found["file"]
        if _NO_DEVICE.match(name) is None:
            kind, what = ("disk", "a disk") if _DISK.match(name) else ("dev", "a device")
            yield f"{what} of the host in raw QEMU arguments", f"{kind}:/dev/{name}"


def paths(command: str) -> Iterator[str]:
    """The directories and files of the host that the guest shares or has as a disk."""
    for pattern in (_SHARED, _IMAGE):
        yield from (found["path"] for found in pattern.finditer(command))


def _settings(device: re.Match[str]) -> dict[str, str]:
    pairs = (part.partition("=") for part in device["settings"].strip("'\"").split(","))
    return {key: value for key, _, value in pairs}


def _with_domain(address: str) -> str:
    return f"0000:{address}" if re.match(r"[0-9a-f]{2}:", address) else address


def _usb_id(settings: dict[str, str]) -> str:
    vendor, product = (
        settings.get(name, "").lower().removeprefix("0x") for name in ("vendorid", "productid")
    )
    if vendor:
        return f"{vendor}:{product}"
    place = settings.get("hostaddr") or settings.get("hostport", "")
    return f"{settings.get('hostbus', '')}-{place}"
