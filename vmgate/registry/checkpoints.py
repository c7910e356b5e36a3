"""What checkpoints prove: that nothing was taken away since, and when a fact was there at the latest."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vmgate.registry import canonical, layout
from vmgate.registry.facts import Checkpoint

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from vmgate.registry.roots import People
    from vmgate.registry.store import Store, Stored
    from vmgate.registry.trust import Trust


@dataclass(frozen=True)
class Coverage:
    """What the checkpoints cover: the moment of the first that has it, by the path of a file.

    `problem` says why nothing in the registry is to be believed; "" where all is well. `digests` are those of the
    checkpoints' own files by sequence, `files` those of all files that are covered.
    """

    newest: Checkpoint | None = None
    digests: Mapping[int, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    moments: Mapping[str, datetime] = field(default_factory=dict)
    problem: str = ""


def covered(chain: Sequence[Stored], store: Store, people: People, at: datetime) -> Coverage:
    """What a chain of checkpoints, in their order, covers as of a moment.

    The newest has to be signed by enough people who may sign checkpoints at that moment; it vouches for all before
    it, whose digests it chains.
    """
    files: dict[str, str] = {}
    moments: dict[str, datetime] = {}
    digests: dict[int, str] = {}
    before: Stored | None = None
    for number, stored in enumerate(chain, 1):
        one = checkpoint(stored)
        problem = _unchained(one, number, before)
        if problem:
            return Coverage(problem=problem)
        again = sorted(files.keys() & one.added.keys())
        if again:
            return Coverage(problem=f"{stored.path} covers {again[0]} a second time")
        files.update(one.added)
        moments.update(dict.fromkeys(one.added, one.issued))
        moments[stored.path] = one.issued
        digests[number] = stored.digest
        if canonical.tree(files) != one.tree:
            return Coverage(problem=f"{stored.path} does not agree with itself: its tree is another one")
        before = stored
    if before is None:
        return Coverage()
    newest = checkpoint(before)
    problem = _unsigned(before, people, at) or _lacking(files, store) or _old(newest, at)
    return Coverage(newest, digests, files, moments, problem)


def checkpoint(stored: Stored) -> Checkpoint:
    """A stored fact that is a checkpoint."""
    assert isinstance(stored.fact, Checkpoint)  # noqa: S101  - the caller's promise, for the type checker
    return stored.fact


def uncovered(store: Store, coverage: Coverage) -> dict[str, str]:
    """The digests of the files that no checkpoint covers yet, by path: what the next one adds.

    Checkpoints and their signatures are not among them: the next one names the one before by its digest.
    """
    files = {**store.files, **{layout.evidence_path(digest): digest for digest in store.evidence}}
    return {
        path: digest
        for path, digest in files.items()
        if path not in coverage.moments and not path.startswith("checkpoints/")
    }


def following(trust: Trust, *, by: str, issued: datetime, expires: date) -> Checkpoint:
    """The checkpoint that comes next: over everything that is there."""
    coverage = trust.coverage
    added = uncovered(trust.store, coverage)
    number = coverage.newest.sequence if coverage.newest else 0
    return Checkpoint(
        by=by,
        issued=issued,
        sequence=number + 1,
        expires=expires,
        root=trust.people.root.version if trust.people else 1,
        added=added,
        tree=canonical.tree({**coverage.files, **added}),
        previous=coverage.digests.get(number),
    )


def _unchained(one: Checkpoint, number: int, before: Stored | None) -> str:
    path = layout.path_of(one)
    if one.sequence != number:
        return f"checkpoints/{number}.json is missing"
    if one.previous != (before.digest if before else None):
        return f"{path} does not follow on checkpoints/{number - 1}.json as it is"
    if before is not None:
        last = checkpoint(before)
        if one.issued < last.issued or one.root < last.root:
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
