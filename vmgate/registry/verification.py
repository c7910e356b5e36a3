"""Everything that is wrong with a registry, one line each: what registry CI refuses."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vmgate.errors import InputError
from vmgate.model.templates import Approval, Standing
from vmgate.registry import facts, layout
from vmgate.registry.canonical import digest
from vmgate.registry.indexing import indexed
from vmgate.registry.trust import SKEW

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from vmgate.model.templates import Locator, TemplateRecord
    from vmgate.registry.state import States
    from vmgate.registry.trust import Trust

    _Claim = tuple[TemplateRecord, Locator]


_ABOUT = (facts.Approval, facts.Deprecation, facts.Revocation, facts.Channel, facts.Validation)


@dataclass(frozen=True, slots=True, order=True)
class Wrong:
    """One thing that does not hold: where, and what."""

    path: str
    what: str

    def __str__(self) -> str:
        return f"{self.path}: {self.what}"


def wrong(states: States) -> list[Wrong]:
    """All faults of a registry that was read leniently."""
    trust = states.trust
    found = [_parted(one) for one in trust.store.faults]
    if trust.problem:
        found.append(Wrong("the registry", trust.problem))
    for stored in trust.store.facts:
        fact = stored.fact
        if fact.issued > trust.at + SKEW:
            found.append(
                Wrong(stored.path, f"it says that it was made on {fact.issued.date()}, which is to come")
            )
        elif not isinstance(fact, facts.Root | facts.Checkpoint) and not trust.problem:
            problem = trust.problem_of(stored)
            if problem:
                found.append(Wrong(stored.path, problem))
    if not trust.problem:
        found += _of_index(trust)
        found += _of_images(states)
    return sorted(set(found))


def ambiguous(records: Iterable[TemplateRecord]) -> Iterator[tuple[str, list[TemplateRecord]]]:
    """What several versions that count all claim to be: one identity on a platform, or one name that no identity tells
    apart. Nobody could say which of them a machine is made from.
    """
    identities: dict[tuple[str, str], list[_Claim]] = defaultdict(list)
    names: dict[tuple[str, str], list[_Claim]] = defaultdict(list)
    for record in records:
        for place in () if record.approval is Approval.REVOKED else record.locators:
            if place.identity is not None:
                identities[place.platform, place.identity.lower()].append((record, place))
            if place.name is not None:
                names[place.platform, place.name].append((record, place))
    for (platform, what), claims in sorted(identities.items()):
        yield from _shared(f"{what} on {platform}", claims)
    for (platform, what), claims in sorted(names.items()):
        if any(place.identity is None for _, place in claims):
            yield from _shared(f"{what} on {platform}", claims)


def _shared(what: str, claims: list[_Claim]) -> Iterator[tuple[str, list[TemplateRecord]]]:
    """The claim with all who make it, unless they make it of different endpoints."""
    for endpoint in {place.endpoint for _, place in claims}:
        here = [record for record, place in claims if endpoint is None or place.endpoint in {None, endpoint}]
        if len({str(record) for record in here}) > 1:
            yield f"{what} {endpoint}" if endpoint else what, here


def _of_index(trust: Trust) -> Iterator[Wrong]:
    """What the newest checkpoint's index should be and is not: who reads an export by it believes its signers."""
    coverage = trust.coverage
    if coverage.newest is None or coverage.newest.index is None:
        return
    path = layout.path_of(coverage.newest)
    try:
        head, _ = indexed(trust.store, coverage.sequences, coverage.marks[:-1])
    except InputError as error:
        yield _parted(str(error))
        return
    if digest(head) != coverage.newest.index:
        yield Wrong(path, "its index is not that of the files that it covers; make a new checkpoint")


def _of_images(states: States) -> Iterator[Wrong]:
    records = []
    for stored, image in states.images:
        record = states.record(stored, image)
        records.append(record)
        for other, fact in states.about(image, *_ABOUT):
            if fact.record != stored.digest:
                yield Wrong(other.path, f"it is of another record than {stored.path} as it is")
            elif fact.by == image.by and fact.kind == "approval":
                yield Wrong(other.path, f"{fact.by} owns the image and cannot approve it")
        for one in record.against(Standing.UNVERIFIABLE):
            yield Wrong(stored.path, one.text)
    for stray, fact in states.strays():
        yield Wrong(stray.path, f"there is no image {fact.image} {fact.version}")
    for claim, some in ambiguous(records):
        paths = {record.path: record for record in some}
        for path in paths:
            others = ", ".join(str(record) for other, record in sorted(paths.items()) if other != path)
            yield Wrong(path, f"it claims to be {claim}, and so does {others}")


def _parted(fault: str) -> Wrong:
    path, _, what = fault.partition(": ")
    return Wrong(path, what)
