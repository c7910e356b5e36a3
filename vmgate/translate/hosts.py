"""Hosts: that in an address, and that through which a resource is managed.

What people publish has blanks in it (`https://[PROXMOX_IP]:8006`), which name none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from vmgate.model.value import Reference, Unknown

if TYPE_CHECKING:
    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource

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


def said_by_provider(resource: Resource, estate: Estate, *names: str) -> str | None:
    """What the provider of a resource has in the first of some attributes that is a text; None where none is known."""
    if resource.provider_block is None:
        return None
    for provider in estate.at(Reference(resource.provider_block)):
        for name in names:
            said = provider.read(name)
            if isinstance(said, str):
                return said
    return None


def host_of_provider(resource: Resource, estate: Estate, *names: str) -> str | None:
    """The host in the URL that the provider of a resource has in one of some attributes; None where it is not known."""
    url = said_by_provider(resource, estate, *names)
    return None if url is None else host_of(url)
