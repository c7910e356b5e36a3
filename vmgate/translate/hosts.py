"""The host in an address. What people publish has blanks in it (`https://[PROXMOX_IP]:8006`), which name none."""

from __future__ import annotations

from urllib.parse import urlsplit

from vmgate.model.value import Unknown

NAMELESS = "the address names no host"


def host_of(url: str) -> str | None:
    """The host in a URL, with or without a scheme; None where there is none."""
    try:
        return urlsplit(url if "://" in url else f"//{url}").hostname
    except ValueError:
        return None


def named_host(url: str | None) -> str | Unknown | None:
    """The host in a URL that may be left out: None where it is, unknown where it names none."""
    return (host_of(url) or Unknown(NAMELESS)) if url else None
