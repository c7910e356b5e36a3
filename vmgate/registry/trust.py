"""Which facts of a registry hold on a day: signed by somebody who may, with a key that was good, and not taken away."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from vmgate.errors import InputError
from vmgate.registry.canonical import digest
from vmgate.registry.checkpoints import Coverage, checkpoint, covered, covered_by_index, following, mark
from vmgate.registry.export import read_sealed
from vmgate.registry.facts import Checkpoint, Image, OfImage, Revocation, Root
from vmgate.registry.parts import Demands
from vmgate.registry.roots import People, chain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from vmgate.registry.facts import Fact
    from vmgate.registry.index import Mark
    from vmgate.registry.later import Said
    from vmgate.registry.store import Store
    from vmgate.registry.stored import Stored

SKEW = timedelta(minutes=5)
"""So far clocks may be apart."""

_F = TypeVar("_F")


class Trust:
    """A registry as it was at the end of a day (UTC): facts that say they are younger are not there yet."""

    def __init__(self, store: Store, day: date) -> None:
        self.day = day
        self.at = datetime.combine(day, time.max, UTC)
        sealed = store.sealed
        # An index tells of what was there when it was signed: the days before need everything.
        self.store = read_sealed(sealed) if sealed and sealed.newest.fact.issued > self.at else store
        self._problems: dict[str, str] = {}

    def facts(self, kind: type[_F]) -> list[tuple[Stored, _F]]:
        """All facts of a kind that are there on the day, in the order of their paths, whether or not they hold."""
        return [
            (stored, stored.fact)
            for stored in self.store.facts
            if isinstance(stored.fact, kind) and stored.fact.issued <= self.at
        ]

    def of_images(self) -> list[tuple[Stored, OfImage]]:
        """All facts about versions of images that are there on the day."""
        found = ((stored, stored.fact) for stored in self.store.facts)
        return [
            (stored, fact) for stored, fact in found if isinstance(fact, OfImage) and fact.issued <= self.at
        ]

    def later(self, *folders: str) -> list[tuple[Stored, OfImage]]:
        """The facts that are there on the day in folders that are read only now."""
        return [
            (stored, stored.fact)
            for said in self._said(folders)
            for stored in said.facts
            if isinstance(stored.fact, OfImage) and stored.fact.issued <= self.at
        ]

    def faults(self, *folders: str) -> list[str]:
        """What is wrong with files of folders that are read only now, as `path: message`."""
        return [fault for said in self._said(folders) for fault in said.faults]

    def _said(self, folders: Iterable[str]) -> list[Said]:
        unread = self.store.sealed or self.store.later
        return [unread.said(folder) for folder in folders] if unread else []

    def altered(self, stored: Stored) -> str:
        """What of a fact that was read only now is not as a checkpoint covers it; "" if all is."""
        if self.store.later is None:
            return ""
        try:
            files = {stored.path: stored.data, **stored.signatures}
        except InputError as error:
            return str(error)
        for path, content in files.items():
            if self.coverage.files.get(path) not in {None, digest(content)}:
                return f"{path} was changed, which a checkpoint covers"
        return ""

    @cached_property
    def roots(self) -> list[Stored]:
        """The roots in order."""
        return sorted((stored for stored, _ in self.facts(Root)), key=_version)

    @cached_property
    def checkpoints(self) -> list[Stored]:
        """The checkpoints in order."""
        found = (stored for stored, _ in self.facts(Checkpoint))
        return sorted(found, key=lambda stored: checkpoint(stored).sequence)

    @cached_property
    def marks(self) -> Sequence[Mark]:
        """What is known of all checkpoints, in order, whether or not they hold."""
        sealed = self.store.sealed
        return (*(sealed.index.checkpoints if sealed else ()), *(mark(one) for one in self.checkpoints))

    @cached_property
    def _chain(self) -> tuple[People | None, str]:
        return chain(self.roots, self.at, self.marks)

    @property
    def people(self) -> People | None:
        """The people of the newest root that is to be believed."""
        return self._chain[0]

    @property
    def demands(self) -> Demands:
        """How strict the registry is."""
        return self.people.root.demands if self.people else Demands()

    def following(self, *, by: str, issued: datetime, expires: date) -> list[Checkpoint]:
        """The checkpoint that comes next, or as many as it takes. Raises `InputError`."""
        root = self.people.root.version if self.people else 1
        return following(self.store, self.coverage, root, by=by, issued=issued, expires=expires)

    @cached_property
    def coverage(self) -> Coverage:
        """What the checkpoints cover."""
        if self.people is None:
            return Coverage()
        if self.store.sealed:
            return covered_by_index(self.store.sealed, self.people, self.at)
        return covered(self.checkpoints, self.store, self.people, self.at)

    @cached_property
    def problem(self) -> str:
        """Why nothing in the registry is to be believed, to follow its name; "" where all is well."""
        problem = self._chain[1] or self.coverage.problem
        if not problem and self.demands.checkpoints and self.coverage.newest is None:
            return "it has no checkpoint, which its root demands (vmgate template checkpoint)"
        return problem

    def problem_of(self, stored: Stored) -> str:
        """Why a fact does not count; "" if it does."""
        found = self._problems.get(stored.path)
        if found is None:
            found = self._problems[stored.path] = self._problem_of(stored)
        return found

    def _problem_of(self, stored: Stored) -> str:
        if self.people is None:
            return self.problem
        fact = stored.fact
        if isinstance(fact, Root | Checkpoint):
            # They hold or not as a whole.
            return self.problem
        altered = self.altered(stored)
        if altered:
            return altered
        seen = self.coverage.moment(stored.path)
        # What nothing vouches for is only as old as today: a fact's own date is its author's word.
        why = self.people.refuses(stored, fact.by, seen or self.at, image_of(fact))
        if why is None and seen is None and self.demands.checkpoints and not isinstance(fact, Revocation):
            why = "no checkpoint covers it yet"
        return why or ""


def image_of(fact: Fact) -> str | None:
    """The image that a fact is about, if it is about one."""
    if isinstance(fact, Image):
        return fact.name
    found = getattr(fact, "image", None)
    return found if isinstance(found, str) else None


def _version(stored: Stored) -> int:
    assert isinstance(stored.fact, Root)  # noqa: S101  - the caller's promise, for the type checker
    return stored.fact.version
