"""What checkpoints prove: that nothing was taken away since, and when a fact was there at the latest."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vmgate.registry import canonical, layout
from vmgate.registry.facts import Checkpoint
from vmgate.registry.index import Mark
from vmgate.registry.indexing import indexed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date, datetime

    from vmgate.registry.roots import People
    from vmgate.registry.sealed import Sealed
    from vmgate.registry.store import Store
    from vmgate.registry.stored import Stored

_ENTRY = 100
"""So many bytes an added file takes in a checkpoint beside its path, at most."""

_ROOM = canonical.LARGEST - 8 * 1024


@dataclass(frozen=True)
class Coverage:
    """What the checkpoints cover.

    `marks` are those of all checkpoints in order, `sequences` the number of the first that covers a file, by path, and
    `files` the digests that files have there. Where only the index of an export was read, `sealed` has these instead.
    `problem` says why nothing in the registry is to be believed; "" where all is well.
    """

    newest: Checkpoint | None = None
    marks: Sequence[Mark] = ()
    sequences: Mapping[str, int] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    problem: str = ""
    sealed: Sealed | None = None

    def moment(self, path: str) -> datetime | None:
        """When a file was there at the latest; None for one that no checkpoint covers."""
        sequence = self.sealed.sequence(path) if self.sealed else self.sequences.get(path)
        return None if sequence is None else self.marks[sequence - 1].issued


def covered(chain: Sequence[Stored], store: Store, people: People, at: datetime) -> Coverage:
    """What a chain of checkpoints, in their order, covers as of a moment.

    The newest has to be signed by enough people who may sign checkpoints at that moment; it vouches for all before
    it, whose digests it chains.
    """
    files: dict[str, str] = {}
    sequences: dict[str, int] = {}
    marks: list[Mark] = []
    for stored in chain:
        one = checkpoint(stored)
        problem = _unchained(one, marks)
        if problem:
            return Coverage(problem=problem)
        again = sorted(files.keys() & one.added.keys())
        if again:
            return Coverage(problem=f"{stored.path} covers {again[0]} a second time")
        files.update(one.added)
        sequences.update(dict.fromkeys(one.added, one.sequence))
        marks.append(mark(stored))
    if not marks:
        return Coverage()
    newest = checkpoint(chain[-1])
    problem = _unsigned(chain[-1], people, at) or _lacking(files, store) or _old(newest, at)
    return Coverage(newest, marks, sequences, files, problem)


def covered_by_index(sealed: Sealed, people: People, at: datetime) -> Coverage:
    """What the newest checkpoint covers, of which only its index was read."""
    newest = checkpoint(sealed.newest)
    before = sealed.index.checkpoints
    problem = _unchained(newest, before) or _unsigned(sealed.newest, people, at) or _old(newest, at)
    return Coverage(newest, (*before, mark(sealed.newest)), problem=problem, sealed=sealed)


def checkpoint(stored: Stored) -> Checkpoint:
    """A stored fact that is a checkpoint."""
    assert isinstance(stored.fact, Checkpoint)  # noqa: S101  - the caller's promise, for the type checker
    return stored.fact


def mark(stored: Stored) -> Mark:
    """What later facts need to know of a checkpoint."""
    one = checkpoint(stored)
    return Mark(one.sequence, one.issued, one.root, stored.digest)


def uncovered(store: Store, coverage: Coverage) -> dict[str, str]:
    """The digests of the files that no checkpoint covers yet, by path: what the next one adds.

    Checkpoints and their signatures are not among them: the next one names the one before by its digest.
    """
    files = {**store.files, **{layout.evidence_path(digest): digest for digest in store.evidence}}
    return {
        path: digest
        for path, digest in files.items()
        if path not in coverage.sequences and not path.startswith(layout.CHECKPOINTS)
    }


def following(
    store: Store, coverage: Coverage, root: int, *, by: str, issued: datetime, expires: date
) -> list[Checkpoint]:
    """The checkpoint that comes next, over everything that is there: as many as it takes, each on the one before it.

    `root` is the version of the newest one. Raises `InputError` for a file that is not text.
    """
    marks, sequences = list(coverage.marks), dict(coverage.sequences)
    made: list[Checkpoint] = []
    parts = list(_parts(uncovered(store, coverage)))
    for number, added in enumerate(parts, 1):
        sequence = len(marks) + 1
        sequences.update(dict.fromkeys(added, sequence))
        last = number == len(parts)
        one = Checkpoint(
            by=by,
            issued=issued,
            sequence=sequence,
            expires=expires,
            root=root,
            added=added,
            index=canonical.digest(indexed(store, sequences, marks)[0]) if last else None,
            previous=marks[-1].digest if marks else None,
        )
        made.append(one)
        marks.append(Mark(sequence, issued, one.root, canonical.digest(canonical.encoded(one))))
    return made


def _parts(added: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """Files in parts that each fit into one checkpoint; one that has none where there are no files."""
    part: dict[str, str] = {}
    size = 0
    for path in sorted(added):
        size += len(path) + _ENTRY
        if size > _ROOM:
            yield part
            part, size = {}, len(path) + _ENTRY
        part[path] = added[path]
    yield part


def _unchained(one: Checkpoint, before: Sequence[Mark]) -> str:
    path = layout.path_of(one)
    number = len(before) + 1
    last = before[-1] if before else None
    if one.sequence != number:
        return f"checkpoints/{number}.json is missing"
    if one.previous != (last.digest if last else None):
        return f"{path} does not follow on checkpoints/{number - 1}.json as it is"
    if last is not None and (one.issued < last.issued or one.root < last.root):
        return f"{path} is older than the checkpoint before it"
    return ""


def _unsigned(stored: Stored, people: People, at: datetime) -> str:
    good, refused = people.signatures(stored, at)
    wanted = people.root.demands.checkpoint_signatures
    if len(good) >= wanted:
        return ""
    why = f" ({'; '.join(refused)})" if refused else ""
    return f"{stored.path} is signed by {len(good)} of the {wanted} people who have to{why}"


def _lacking(files: Mapping[str, str], store: Store) -> str:
    """What a checkpoint covers and is not there any more, or is another."""
    for path, digest in files.items():
        if layout.evidence(path):
            if digest not in store.evidence:
                return f"{path} is missing, which a checkpoint covers"
        elif store.later is not None and path in store.later:
            # Whoever reads it compares it (`Trust.altered`).
            continue
        elif store.files.get(path) != digest:
            what = "was changed" if path in store.files else "is missing"
            return f"{path} {what}, which a checkpoint covers"
    return ""


def _old(newest: Checkpoint, at: datetime) -> str:
    if newest.expires >= at.date():
        return ""
    return f"its newest checkpoint, number {newest.sequence}, expired on {newest.expires}: a newer one is kept from us"
