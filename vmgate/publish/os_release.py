"""Which operating system an image has, by its `/etc/os-release`."""

from __future__ import annotations

import re
import shlex

from vmgate.errors import InputError
from vmgate.model.templates import GuestSystem

_LARGEST = 64 * 1024


def is_os_release(data: bytes) -> bool:
    """Whether a file looks like one."""
    return len(data) <= _LARGEST and re.search(rb"^ID=", data, re.MULTILINE) is not None


def read_os_release(data: bytes, name: str) -> GuestSystem:
    """The system. SLES 15 SP7 says 15.7, as its vendor's dates do. Raises `InputError`."""
    fields = {}
    for line in data[:_LARGEST].decode("utf-8", "replace").splitlines():
        key, sign, value = line.strip().partition("=")
        if sign and re.fullmatch(r"[A-Z_][A-Z0-9_]*", key):
            try:
                fields[key] = " ".join(shlex.split(value))
            except ValueError:
                fields[key] = ""
    if not re.fullmatch(r"[a-z0-9._-]+", fields.get("ID", "")):
        raise InputError(f"{name}: it does not say which system it is of (ID=)")
    version = fields.get("VERSION_ID") or None
    if version is not None and not re.fullmatch(r"[A-Za-z0-9._-]+", version):
        raise InputError(f"{name}: {version!r} is no version of a system")
    return GuestSystem(fields["ID"], version)
