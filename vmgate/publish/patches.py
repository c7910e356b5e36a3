"""What evidence says of the updates in an image, whatever it was gathered with."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from vmgate.model.templates import GuestSystem, MissingUpdate


@dataclass(frozen=True, slots=True)
class Package:
    """An installed package."""

    name: str
    version: str
    architecture: str = ""


@dataclass(frozen=True, slots=True)
class PatchEvidence:
    """Up to when an image has its security updates, and how well that is shown.

    Against what the vendor had published `until` then, nothing but `missing` was missing. `method` is a word for how it
    was found ("apt-inrelease"). `signed_by` names whose signature over the vendor's index was verified; where it is
    None, `unverified` says why, and the evidence rests on the builder's word. `system` is the operating system it is
    of, `packages` the digest of the list of installed packages, `notes` what it does not speak of.
    """

    method: str
    until: datetime
    missing: tuple[MissingUpdate, ...] = ()
    signed_by: str | None = None
    unverified: str = ""
    system: GuestSystem | None = None
    packages: str | None = None
    notes: tuple[str, ...] = ()


def packages_digest(packages: Iterable[Package]) -> str:
    """`sha256:` and the digest over a list of packages, whatever its order."""
    lines = sorted(f"{package.name}\t{package.version}\t{package.architecture}\n" for package in packages)
    return "sha256:" + hashlib.sha256("".join(lines).encode()).hexdigest()
