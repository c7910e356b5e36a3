"""Images as rules see them: their records in a template registry, and what stands against each.

Nothing here is stored in a registry: it is computed from the registry's facts, the site policy and the day.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


class Approval(StrEnum):
    """Where a record stands: what people signed of it. A deprecated image was approved and is to be replaced."""

    DRAFT = "draft"
    APPROVED = "approved"
    DEPRECATED = "deprecated"
    REVOKED = "revoked"


class Standing(StrEnum):
    """What stands against a record whatever people signed of it."""

    EXPIRED = "expired"
    TAINTED = "tainted"
    UNVERIFIABLE = "unverifiable"


class Expiry(StrEnum):
    """Why a record is expired: each is the subject of a rule of its own."""

    PATCH_AGE = "patch-age"
    UPDATE_MISSING = "update-missing"
    APPROVAL_AGE = "approval-age"
    END_OF_LIFE = "end-of-life"


class Objection(Struct, frozen=True):
    """One thing that stands against a record.

    `text` is for people, and whole: "parent debian13-base 2026.10.1 was revoked on 2026-11-03 by ada@example.edu:
    CVE-2026-1234". `expiry` says what an expired record is expired by. `ancestor` names the version that taints.
    """

    standing: Standing
    text: str
    expiry: Expiry | None = None
    ancestor: str | None = None


class GuestSystem(Struct, frozen=True):
    """An operating system by product and version: `GuestSystem("debian", "13")`. The version is None where only
    the product is said.
    """

    id: str
    version: str | None = None

    def __str__(self) -> str:
        return self.id if self.version is None else f"{self.id} {self.version}"


class Locator(Struct, frozen=True):
    """How a platform names an image. What is None is not recorded and does not have to agree.

    `name` is the template's name, `identity` what the platform itself identifies it by: a uuid or a content library
    item's id (vSphere), the number of the machine (Proxmox), an image's URL (libvirt) or its id (Nutanix, Xen
    Orchestra, OpenStack, clouds). `endpoint` is the server or cluster within which they are unique. `digest` is the
    sha256, 64 hexadecimal digits, of the very file that the locator leads to.
    """

    platform: str
    name: str | None = None
    identity: str | None = None
    endpoint: str | None = None
    digest: str | None = None


class MissingUpdate(Struct, frozen=True):
    """A security update that an image lacked when somebody last looked: its id, and the day it was released on.

    `released` is None where the source does not say (apt does not).
    """

    id: str
    released: date | None = None


class Validation(Struct, frozen=True):
    """A person looked at the update level of an image (C31): on which day, and what it lacked then."""

    day: date
    by: str
    missing: tuple[MissingUpdate, ...] = ()


class SupportOverride(Struct, frozen=True):
    """The site's own word on how long a system is supported, a contract for instance. Signed like everything."""

    until: date
    reason: str
    by: str


class HypervisorSupport(Struct, frozen=True):
    """Which guest systems the hypervisors of one endpoint, or of one cluster there, support (C35), as captured.

    `levels` are the platform's own words by its own identifiers, `{"debian13_64Guest": "supported"}` on vSphere.
    `cluster` is None where the capture is of the whole endpoint. `problem` says why the capture proves nothing
    ("its signature does not hold"); it is empty for one that does.
    """

    platform: str
    endpoint: str
    captured: date
    by: str
    levels: Mapping[str, str]
    cluster: str | None = None
    release: str | None = None
    problem: str = ""


class TemplateRecord(Struct, frozen=True):
    """One version of one image.

    `explanation` says in one line who made the approval what it is. `digest` is the sha256 of the image itself, None
    where only the platform's identity stands for it. `approved` is the day on which enough people had approved it,
    `approval_ends` the last on which that holds. `patched` is the day up to which updates are proven to be in it,
    `missing` what security updates it is known to lack: what the last validation found, or else the build.
    `ancestors` are the versions that it was made from, nearest first, `channels` those that lead to it now,
    `supersedes` the version that it replaces, and `replacement` the one to take instead.
    """

    name: str
    version: str
    approval: Approval
    path: str
    system: GuestSystem | None = None
    locators: tuple[Locator, ...] = ()
    explanation: str = ""
    objections: tuple[Objection, ...] = ()
    digest: str | None = None
    owner: str | None = None
    approved: date | None = None
    approval_ends: date | None = None
    patched: date | None = None
    missing: tuple[MissingUpdate, ...] = ()
    validation: Validation | None = None
    support: SupportOverride | None = None
    ancestors: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    supersedes: str | None = None
    replacement: str | None = None

    def __str__(self) -> str:
        return f"{self.name} {self.version}"

    def against(self, standing: Standing, *expiries: Expiry) -> tuple[Objection, ...]:
        """What stands against it in that way; of an expiry, only those that are asked for, if any are."""
        found = (one for one in self.objections if one.standing is standing)
        return tuple(one for one in found if not expiries or one.expiry in expiries)

    @property
    def state(self) -> str:
        """The one word that weighs most: revoked, tainted, unverifiable, draft, expired, deprecated or approved."""
        standings = {one.standing for one in self.objections}
        if self.approval is Approval.REVOKED:
            return self.approval.value
        for standing in (Standing.TAINTED, Standing.UNVERIFIABLE):
            if standing in standings:
                return standing.value
        if Standing.EXPIRED in standings and self.approval is not Approval.DRAFT:
            return Standing.EXPIRED.value
        return self.approval.value

    @property
    def why(self) -> str:
        """Everything that explains the state, in one line; "" where there is nothing to say."""
        return "; ".join(filter(None, (self.explanation, *(one.text for one in self.objections))))
