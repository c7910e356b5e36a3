"""The template registry as rules see it: records of images, found by what a configuration says of its template.

Nothing here is stored in a registry: it is computed from the registry's facts, the site policy and the day.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet
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


@dataclass(frozen=True, slots=True)
class Objection:
    """One thing that stands against a record.

    `text` is for people, and whole: "parent debian13-base 2026.10.1 was revoked on 2026-11-03 by ada@example.edu:
    CVE-2026-1234". `expiry` says what an expired record is expired by. `ancestor` names the version that taints.
    """

    standing: Standing
    text: str
    expiry: Expiry | None = None
    ancestor: str | None = None


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


@dataclass(frozen=True, slots=True)
class MissingUpdate:
    """A security update that an image lacked when somebody last looked: its id, and the day it was released on.

    `released` is None where the source does not say (apt does not).
    """

    id: str
    released: date | None = None


@dataclass(frozen=True, slots=True)
class Validation:
    """A person looked at the update level of an image (C31): on which day, and what it lacked then."""

    day: date
    by: str
    missing: tuple[MissingUpdate, ...] = ()


@dataclass(frozen=True, slots=True)
class SupportOverride:
    """The site's own word on how long a system is supported, a contract for instance. Signed like everything."""

    until: date
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class HypervisorSupport:
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


@dataclass(frozen=True, slots=True)
class TemplateRecord:
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


class RecordIndex:
    """The ways to find records by number, made of the locators of each."""

    def __init__(self, locators: Iterable[Iterable[Locator]]) -> None:
        self.names: dict[tuple[str, str], list[tuple[int, Locator]]] = {}
        self.identities: dict[tuple[str, str], list[tuple[int, Locator]]] = {}
        self.digests: dict[str, list[tuple[int, Locator]]] = {}
        self.incomplete: set[tuple[str, str]] = set()
        self.endpoints: set[str] = set()
        for number, several in enumerate(locators):
            for locator in several:
                self._add(number, locator)

    def _add(self, number: int, locator: Locator) -> None:
        if (locator.name is None) != (locator.identity is None):
            self.incomplete.add((locator.platform, "name" if locator.name is None else "identity"))
        if locator.endpoint is not None:
            self.endpoints.add(locator.endpoint)
        if locator.name is not None:
            self.names.setdefault((locator.platform, locator.name), []).append((number, locator))
        if locator.identity is not None:
            key = (locator.platform, locator.identity.lower())
            self.identities.setdefault(key, []).append((number, locator))
        if locator.digest is not None:
            self.digests.setdefault(locator.digest.lower(), []).append((number, locator))


Found: TypeAlias = "list[tuple[TemplateRecord, Locator]]"
"""Records, each with the locator that it was found by."""


class Finder(Protocol):
    """Finds the records of a registry. See the methods of `TemplateRegistry`."""

    def by_identity(self, platform: str, identity: str) -> Found:
        """The records by an identity in lower case."""

    def by_name(self, platform: str, name: str) -> Found:
        """The records by a name."""

    def by_digest(self, digest: str) -> Found:
        """The records by a digest in lower case."""

    def has_digests(self) -> bool:
        """Whether one has the digest of a file."""

    def endpoints(self) -> AbstractSet[str]:
        """All endpoints that are named."""

    def incomplete(self) -> AbstractSet[tuple[str, str]]:
        """Of which platform one lacks its "name", or its "identity"."""

    def empty(self) -> bool:
        """Whether there is none."""


class RecordFinder:
    """Finds records that can be made by number, by the locators of each."""

    def __init__(self, records: Sequence[TemplateRecord], locators: Iterable[Iterable[Locator]]) -> None:
        self._records = records
        self._index = RecordIndex(locators)

    def by_identity(self, platform: str, identity: str) -> Found:
        """The records by an identity in lower case."""
        return self._found(self._index.identities.get((platform, identity), ()))

    def by_name(self, platform: str, name: str) -> Found:
        """The records by a name."""
        return self._found(self._index.names.get((platform, name), ()))

    def by_digest(self, digest: str) -> Found:
        """The records by a digest in lower case."""
        return self._found(self._index.digests.get(digest, ()))

    def has_digests(self) -> bool:
        """Whether one has the digest of a file."""
        return bool(self._index.digests)

    def endpoints(self) -> AbstractSet[str]:
        """All endpoints that are named."""
        return self._index.endpoints

    def incomplete(self) -> AbstractSet[tuple[str, str]]:
        """Of which platform one lacks its "name", or its "identity"."""
        return self._index.incomplete

    def empty(self) -> bool:
        """Whether there is none."""
        return not self._records

    def _found(self, numbers: Iterable[tuple[int, Locator]]) -> Found:
        return [(self._records[number], locator) for number, locator in numbers]


@dataclass(frozen=True)
class TemplateRegistry:
    """All records, and the ways to find one.

    `support` are the captures of what hypervisors support, the newest of each endpoint and cluster, and `overrides`
    the site's own words on how long systems are supported. `finder` finds records without making all of them; the
    default looks through `records`.
    """

    records: Sequence[TemplateRecord]
    support: Sequence[HypervisorSupport] = ()
    overrides: Callable[[GuestSystem], SupportOverride | None] | None = field(
        default=None, repr=False, compare=False
    )
    finder: Callable[[], Finder] | None = field(default=None, repr=False, compare=False)

    @cached_property
    def _finder(self) -> Finder:
        return (
            self.finder()
            if self.finder
            else RecordFinder(self.records, (one.locators for one in self.records))
        )

    @property
    def empty(self) -> bool:
        """Whether it has no record at all."""
        return self._finder.empty()

    def by_identity(self, platform: str, identity: str) -> Found:
        """The records whose image the platform identifies so; letter case does not matter."""
        return self._finder.by_identity(platform, identity.lower())

    def by_name(self, platform: str, name: str) -> Found:
        """The records whose image goes by this name on the platform."""
        return self._finder.by_name(platform, name)

    @property
    def has_digests(self) -> bool:
        """Whether some image is recorded with the digest of its file."""
        return self._finder.has_digests()

    def by_digest(self, digest: str) -> Found:
        """The records of a file with this sha256, on whatever platform."""
        return self._finder.by_digest(digest.lower())

    @property
    def endpoints(self) -> AbstractSet[str]:
        """The endpoints that some image is recorded to be on."""
        return self._finder.endpoints()

    def has_without(self, platform: str, what: str) -> bool:
        """Whether some image on a platform is recorded by one of "name" and "identity", and without this one."""
        return (platform, what) in self._finder.incomplete()

    def override(self, system: GuestSystem) -> SupportOverride | None:
        """The site's own word on a system's support."""
        if self.overrides is not None:
            return self.overrides(system)
        found = [one.support for one in self.records if one.system == system and one.support is not None]
        return found[-1] if found else None

    def hypervisors(self, platform: str, endpoint: str | None) -> Iterable[HypervisorSupport]:
        """The captures of a platform's endpoint; of all its endpoints where that is None."""
        for one in self.support:
            if one.platform == platform and endpoint in {None, one.endpoint}:
                yield one
