"""What an image was made from, by digests, up to the first ancestor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from vmgate.registry.facts import Image
    from vmgate.registry.parts import Parent
    from vmgate.registry.stored import Stored


@dataclass(frozen=True)
class Ancestors:
    """The ancestors of one version, nearest first, by the paths of their records; and what cannot be told of them."""

    paths: tuple[str, ...] = ()
    problem: str = ""


class Family(Protocol):
    """All images, by the paths of their records, and the digests by which their children know them."""

    def member(self, path: str) -> tuple[Stored, Image]:
        """An image, which is there."""

    def of_record(self, digest: str) -> Sequence[str]:
        """Whose record has this digest."""

    def of_content(self, digest: str) -> Sequence[str]:
        """Whose image, or a file of it, has this digest."""


class ReadFamily:
    """The family of images that are all read. `records` and `contents` are the paths of records by digest."""

    def __init__(self, images: Iterable[tuple[Stored, Image]]) -> None:
        self._members: dict[str, tuple[Stored, Image]] = {}
        self.records: dict[str, list[str]] = {}
        self.contents: dict[str, list[str]] = {}
        for stored, image in images:
            self._members[stored.path] = stored, image
            self.records[stored.digest] = [stored.path]
            contents = {
                image.digest,
                *(place.digest for place in image.locators),
                *(one.digest for one in image.files),
            }
            for digest in contents - {None}:
                self.contents.setdefault(str(digest), []).append(stored.path)

    def member(self, path: str) -> tuple[Stored, Image]:
        """An image, which is there."""
        return self._members[path]

    def of_record(self, digest: str) -> Sequence[str]:
        """Whose record has this digest."""
        return self.records.get(digest, ())

    def of_content(self, digest: str) -> Sequence[str]:
        """Whose image, or a file of it, has this digest."""
        return self.contents.get(digest, ())


def ancestors(family: Family, path: str) -> Ancestors:
    """The ancestors of the image whose record has that path. A circle ends where it closes, and is a problem."""
    found: dict[str, None] = {}
    problem = ""
    waiting = [path]
    while waiting:
        child = waiting.pop(0)
        for parent in family.member(child)[1].parents:
            paths = _parents(family, parent)
            if parent.record is not None and not paths:
                problem = f"the record of its ancestor {_titled(parent)} is missing"
            elif parent.record is None and parent.digest is None:
                problem = f"its ancestor {_titled(parent)} is known by its name only, which proves nothing"
            for one in paths:
                if one == path:
                    problem = "it is an ancestor of itself"
                elif one not in found:
                    found[one] = None
                    waiting.append(one)
    return Ancestors(tuple(found), problem)


def _parents(family: Family, parent: Parent) -> Sequence[str]:
    if parent.record is not None:
        return family.of_record(parent.record)
    return family.of_content(parent.digest) if parent.digest else ()


def _titled(parent: Parent) -> str:
    return f"{parent.name} {parent.version}" if parent.version else parent.name
