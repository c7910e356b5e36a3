"""The addresses that a site tells of itself: the form of `[addresses]`."""

from __future__ import annotations

from ipaddress import ip_address
from typing import Final

from vmgate.settings.checks import network
from vmgate.settings.form import Many, Table, Text

ADDRESS_PATTERN: Final = r"^\s*[0-9A-Fa-f:.]+(/[0-9.]+)?\s*$"


def address(text: str) -> str | None:
    """One address, or a network of them."""
    try:
        ip_address(text.strip())
    except ValueError:
        return network(text)
    return None


def _some(about: str, *example: str) -> Many:
    return Many(Text(address, pattern=ADDRESS_PATTERN), about=about, example=example)


ADDRESSES: Final = Table(
    {
        "hypervisors": _some(
            "Of the hypervisors, where they mount storage from: whom NFS servers may admit (C13).",
            "10.31.0.11",
            "10.31.0.12",
        ),
        "management": _some("Of the hypervisors' management servers (C34).", "10.2.0.10"),
        "workstations": _some(
            "Of the workstations of staff who may reach the management servers (C34).", "10.5.0.0/28"
        ),
    },
    about="Addresses, and networks of them, that no configuration tells.",
)
