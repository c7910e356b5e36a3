"""The template registry as rules see it: records of images, found by what a configuration says of its template."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class Approval(StrEnum):
    """Where a record stands."""

    DRAFT = "draft"
    APPROVED = "approved"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class GuestSystem:
    """An operating system by product and version: `GuestSystem("debian", "13")`. The version is None where only
    the product is said.
    """

    id: str
    version: str | None = None

    def __str__(self) -> str:
        return self.id if self.version is None else f"{self.id} {self.version}"


@dataclass(frozen=True, slots=True)
class Locator:
    """How a platform names an image. What is None is not recorded and does not have to agree.

    `name` is the template's name, `identity` what the platform itself identifies it by: a uuid (vSphere), the
    number of the machine (Proxmox), a content library item's id, or an image's URL.
    """

    platform: str
    name: str | None = None
    identity: str | None = None
    endpoint: str | None = None


@dataclass(frozen=True, slots=True)
class TemplateRecord:
    """One version of one image."""

    name: str
    version: str
    approval: Approval
    path: str
    system: GuestSystem | None = None
    locators: tuple[Locator, ...] = ()

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


@dataclass(frozen=True)
class TemplateRegistry:
    """All records, and the ways to find one."""

    records: Sequence[TemplateRecord]
    _names: dict[tuple[str, str], list[tuple[TemplateRecord, Locator]]] = field(
        default_factory=dict, repr=False
    )
    _identities: dict[tuple[str, str], list[tuple[TemplateRecord, Locator]]] = field(
        default_factory=dict, repr=False
    )

    def __post_init__(self) -> None:
        for record in self.records:
            for locator in record.locators:
                if locator.name is not None:
                    self._names.setdefault((locator.platform, locator.name), []).append((record, locator))
                if locator.identity is not None:
                    key = (locator.platform, locator.identity.lower())
                    self._identities.setdefault(key, []).append((record, locator))

    def by_identity(self, platform: str, identity: str) -> list[tuple[TemplateRecord, Locator]]:
        """The records whose image the platform identifies so; letter case does not matter."""
        return self._identities.get((platform, identity.lower()), [])

    def by_name(self, platform: str, name: str) -> list[tuple[TemplateRecord, Locator]]:
        """The records whose image goes by this name on the platform."""
        return self._names.get((platform, name), [])
