"""What an image was made from, by digests, up to the first ancestor; and which ancestor is revoked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vmgate.registry.facts import Image
    from vmgate.registry.parts import Parent
    from vmgate.registry.store import Stored


@dataclass(frozen=True)
class Ancestors:
    """The ancestors of one version, nearest first, by the paths of their records; and what cannot be told of them."""

    paths: tuple[str, ...] = ()
    problem: str = ""


@dataclass(frozen=True)
class Family:
    """All images, and how they come from one another."""

    images: dict[str, Image] = field(default_factory=dict)
    _by_record: dict[str, str] = field(default_factory=dict)
    _by_content: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, images: Iterable[tuple[Stored, Image]]) -> Family:
        """The family of these images."""
        family = cls()
        for stored, image in images:
            family.images[stored.path] = image
            family._by_record[stored.digest] = stored.path
            contents = {
                image.digest,
                *(place.digest for place in image.locators),
                *(one.digest for one in image.files),
            }
            for digest in contents - {None}:
                family._by_content.setdefault(str(digest), []).append(stored.path)
        return family

    def ancestors(self, path: str) -> Ancestors:
        """The ancestors of the image whose record has that path. A circle ends where it closes, and is a problem."""
        found: dict[str, None] = {}
        problem = ""
        waiting = [path]
        while waiting:
            child = waiting.pop(0)
            for parent in self.images[child].parents:
                paths = self._parents(parent)
                if parent.record is not None and not paths:
                    problem = f"the record of its ancestor {_titled(parent)} is missing"
                elif parent.record is None and parent.digest is None:
                    problem = (
                        f"its ancestor {_titled(parent)} is known by its name only, which proves nothing"
                    )
                for one in paths:
                    if one == path:
                        problem = "it is an ancestor of itself"
                    elif one not in found:
                        found[one] = None
                        waiting.append(one)
        return Ancestors(tuple(found), problem)

    def _parents(self, parent: Parent) -> list[str]:
        if parent.record is not None:
            known = self._by_record.get(parent.record)
            return [known] if known else []
        return self._by_content.get(parent.digest or "", [])


def _titled(parent: Parent) -> str:
    return f"{parent.name} {parent.version}" if parent.version else parent.name
