"""The template registry as rules see it: records of images, found by what a configuration says of its template."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, TypeAlias

from vmgate.model.endpoint import covers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from collections.abc import Set as AbstractSet

    from vmgate.model.templates import (
        GuestSystem,
        HypervisorSupport,
        Locator,
        SupportOverride,
        TemplateRecord,
    )


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
            if one.platform == platform and (endpoint is None or covers(one.endpoint, endpoint)):
                yield one
