"""What the name of an image file says of the system in it (C35): `debian-13-generic-amd64.qcow2` is Debian 13.

Only names that vendors give their images, with a version. A name is no proof; the registry's record of the image makes
it exact.
"""

from __future__ import annotations

import re

from vmgate.model.templates import GuestSystem

_PRODUCTS = {
    "debian": "debian",
    "ubuntu": "ubuntu",
    "rocky": "rocky",
    "almalinux": "almalinux",
    "fedora-cloud-base": "fedora",
    "fedora-server": "fedora",
    "fedora": "fedora",
    "rhel": "rhel",
    "centos": "centos",
    "opensuse-leap": "opensuse-leap",
    "sles": "sles",
    "ol": "oracle-linux",
    "windows-server": "windows-server",
}
_UBUNTU = {
    "trusty": "14.04",
    "xenial": "16.04",
    "bionic": "18.04",
    "focal": "20.04",
    "jammy": "22.04",
    "noble": "24.04",
}
_NAME = re.compile(
    r"(" + "|".join(sorted(_PRODUCTS, key=len, reverse=True)) + r")"
    r"(-stream)?(?:-(?:genericcloud|generic|minimal|server|cloud|jeos))*[-_]?v?(\d+(?:\.\d+)?)(?![\w])"
)
_CODE_NAME = re.compile(r"(?:" + "|".join(_UBUNTU) + r")(?=-(?:server|minimal|live)\b)")


def system(name: str) -> GuestSystem | None:
    """The system that a file name, a path or a URL names with its version; None where it does not."""
    file = re.split(r"[/\\:]", name.partition("?")[0])[-1].lower()
    code_name = _CODE_NAME.match(file)
    if code_name is not None:
        return GuestSystem("ubuntu", _UBUNTU[code_name[0]])
    found = _NAME.match(file)
    return None if found is None else GuestSystem(_PRODUCTS[found[1]], found[3])
