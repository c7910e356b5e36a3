"""The images of an export, found by its index and read when they are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.errors import InputError
from vmgate.registry.facts import Image

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from collections.abc import Set as AbstractSet
    from datetime import datetime

    from vmgate.model.registry import Found
    from vmgate.model.templates import Locator, TemplateRecord
    from vmgate.registry.sealed import Sealed
    from vmgate.registry.stored import Stored


class SealedFamily:
    """The family of the images that are there at a moment. Its methods raise `InputError`."""

    def __init__(self, sealed: Sealed, at: datetime) -> None:
        self.index = sealed.index
        self._sealed = sealed
        self._at = at
        self._members: dict[str, tuple[Stored, Image]] = {}

    def member(self, path: str) -> tuple[Stored, Image]:
        """An image, which is there."""
        if path not in self._members:
            stored = self._sealed.record(path)
            if not isinstance(stored.fact, Image):
                raise InputError(f"{path}: not the record of an image")
            self._members[path] = stored, stored.fact
        return self._members[path]

    def members(self) -> list[tuple[Stored, Image]]:
        """All images, in the order of their paths."""
        return [self.member(path) for path in sorted(self._sealed.records()) if self._is_there(path)]

    def of_record(self, digest: str) -> Sequence[str]:
        """Whose record has this digest."""
        return self.found("record", digest)

    def of_content(self, digest: str) -> Sequence[str]:
        """Whose image, or a file of it, has this digest."""
        return self.found("content", digest)

    def found(self, *key: str) -> list[str]:
        """The paths of records by a key of the index."""
        return [path for path in self._sealed.paths(*key) if self._is_there(path)]

    def _is_there(self, path: str) -> bool:
        return self.member(path)[1].issued <= self._at


class SealedFinder:
    """Finds records by the index of an export. `record` makes one. Its methods raise `InputError`."""

    def __init__(self, family: SealedFamily, record: Callable[[Stored, Image], TemplateRecord]) -> None:
        self._index = family.index
        self._family = family
        self._make = record
        self._records: dict[str, TemplateRecord] = {}

    def by_identity(self, platform: str, identity: str) -> Found:
        """The records by an identity in lower case."""
        return self._found(
            self._family.found("identity", platform, identity),
            lambda one: one.platform == platform and (one.identity or "").lower() == identity,
        )

    def by_name(self, platform: str, name: str) -> Found:
        """The records by a name."""
        return self._found(
            self._family.found("name", platform, name),
            lambda one: one.platform == platform and one.name == name,
        )

    def by_digest(self, digest: str) -> Found:
        """The records by a digest in lower case."""
        return self._found(self._family.found("digest", digest), lambda one: one.digest == digest)

    def has_digests(self) -> bool:
        """Whether one has the digest of a file."""
        return self._index.digests

    def endpoints(self) -> AbstractSet[str]:
        """All endpoints that are named."""
        return self._index.endpoints

    def incomplete(self) -> AbstractSet[tuple[str, str]]:
        """Of which platform one lacks its "name", or its "identity"."""
        return self._index.incomplete

    def empty(self) -> bool:
        """Whether there is none."""
        return not self._index.images

    def _found(self, paths: Sequence[str], is_meant: Callable[[Locator], bool]) -> Found:
        return [
            (record, locator)
            for record in map(self._record, paths)
            for locator in record.locators
            if is_meant(locator)
        ]

    def _record(self, path: str) -> TemplateRecord:
        # One object for one version: who finds it twice sees that it is the same.
        if path not in self._records:
            self._records[path] = self._make(*self._family.member(path))
        return self._records[path]
