"""From facts, the site's limits and a day to where each image stands. Pure, and nothing of it is ever stored."""

from __future__ import annotations

from collections import defaultdict
from functools import cache, cached_property
from typing import TYPE_CHECKING

from vmgate.model.deferred import Deferred
from vmgate.model.registry import RecordFinder, TemplateRegistry
from vmgate.model.templates import (
    Approval,
    GuestSystem,
    HypervisorSupport,
    MissingUpdate,
    Objection,
    Standing,
    SupportOverride,
    TemplateRecord,
    Validation,
)
from vmgate.registry import facts, layout
from vmgate.registry.ancestry import ReadFamily, ancestors
from vmgate.registry.approval import judged
from vmgate.registry.channels import current
from vmgate.registry.expiry import Limits, expired
from vmgate.registry.locators import bare, locators
from vmgate.registry.sealed_images import SealedFamily, SealedFinder
from vmgate.registry.trust import SKEW, Trust
from vmgate.vocabulary.lifecycle import plain_version

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from vmgate.model.registry import Finder
    from vmgate.registry.ancestry import Ancestors, Family
    from vmgate.registry.facts import Image, OfImage
    from vmgate.registry.parts import Missing, Patch
    from vmgate.registry.store import Store, Stored

_ABOUT = (facts.Approval, facts.Revocation, facts.Deprecation, facts.Validation, facts.Channel)


def compute(store: Store, day: date, limits: Limits | None = None) -> TemplateRegistry:
    """The registry as rules see it on a day."""
    states = cache(lambda: States(Trust(store, day), limits or Limits()))

    # Signatures are verified when a rule asks for a template, and only those that its answer rests on.
    records = Deferred(lambda: len(states().images), lambda number: states().record(*states().images[number]))

    def finder() -> Finder:
        found = states()
        if found.sealed is not None:
            return SealedFinder(found.sealed, found.record)
        return RecordFinder(records, (locators(image) for _, image in found.images))

    return TemplateRegistry(
        records,
        Deferred(lambda: len(states().hypervisors), lambda number: states().hypervisors[number]),
        lambda system: states().override(system),
        finder,
    )


class States:
    """Where every image of a registry stands on the day that the trust is of."""

    def __init__(self, trust: Trust, limits: Limits) -> None:
        self.trust = trust
        self.limits = limits
        self._about: dict[tuple[str, str], list[tuple[Stored, OfImage]]] = defaultdict(list)
        for stored, fact in trust.of_images():
            self._about[fact.image, fact.version].append((stored, fact))
        self._moves: dict[str, list[tuple[Stored, facts.Channel]]] = defaultdict(list)
        for stored, move in trust.facts(facts.Channel):
            self._moves[move.image].append((stored, move))

    @cached_property
    def sealed(self) -> SealedFamily | None:
        """The images of an export, which are read when they are asked for."""
        sealed = self.trust.store.sealed
        return None if sealed is None else SealedFamily(sealed, self.trust.at)

    @cached_property
    def images(self) -> list[tuple[Stored, Image]]:
        """The records of all versions that are there on the day, in the order of their paths."""
        return self.trust.facts(facts.Image) if self.sealed is None else self.sealed.members()

    @cached_property
    def family(self) -> Family:
        """How images come from one another."""
        return self.sealed or ReadFamily(self.images)

    def registry(self) -> TemplateRegistry:
        """All records, and what hypervisors support."""
        return TemplateRegistry(self.records(), self.hypervisors)

    def records(self) -> tuple[TemplateRecord, ...]:
        """Where every version stands."""
        return tuple(self.record(stored, image) for stored, image in self.images)

    def about(self, image: Image, *kinds: type[OfImage]) -> list[tuple[Stored, OfImage]]:
        """The facts of these kinds about a version, whether or not they hold."""
        return [
            (stored, fact)
            for stored, fact in (
                *self._about[image.name, image.version],
                *self.trust.later(*layout.folders_about(image.name, image.version)),
            )
            if isinstance(fact, kinds) and fact.version == image.version
        ]

    def strays(self) -> list[tuple[Stored, OfImage]]:
        """Facts about versions that the registry does not have."""
        known = {(image.name, image.version) for _, image in self.images}
        return [pair for title, pairs in self._about.items() if title not in known for pair in pairs]

    def override(self, system: GuestSystem) -> SupportOverride | None:
        """The site's own word on a system's support."""
        return self._overrides.get((system.id, plain_version(system.version or "")))

    def record(self, stored: Stored, image: Image) -> TemplateRecord:
        """Where one version stands."""
        held = [pair for pair in self.about(image, *_ABOUT) if not self.trust.problem_of(pair[0])]
        bound = [fact for _, fact in held if fact.record == stored.digest]
        ruling = judged(
            image,
            self.trust,
            self.about(image, facts.Approval, facts.Deprecation, facts.Revocation),
            stored.digest,
        )
        looks = sorted(
            (fact for fact in bound if isinstance(fact, facts.Validation)), key=lambda one: one.issued
        )
        look = _look(looks[-1]) if looks else None
        missing = look.missing if look else _missing(image.patch.missing if image.patch else ())
        patched = _patched(image.patch, look)
        before = ancestors(self.family, stored.path)
        system = GuestSystem(image.system.id, image.system.version) if image.system else None
        support = self.override(system) if system else None
        objections = [
            *self._unverifiable(stored, image, before),
            *self._tainted(before),
            *ruling.objections,
            *expired(
                patched,
                missing,
                look,
                system,
                support,
                limits=self.limits,
                day=self.trust.day,
            ),
        ]
        return TemplateRecord(
            name=image.name,
            version=image.version,
            approval=ruling.approval,
            path=stored.path,
            system=system,
            locators=locators(image),
            explanation=ruling.explanation,
            objections=tuple(objections),
            digest=bare(image.digest),
            owner=image.by,
            approved=ruling.day,
            approval_ends=ruling.ends,
            patched=patched,
            missing=missing,
            validation=look,
            support=support,
            ancestors=tuple(_title(self.family.member(path)[1]) for path in before.paths),
            channels=tuple(
                channel for channel, move in sorted(current(self.trust, self._all_moves(image.name)).items())
                if move.record == stored.digest
            ),
            supersedes=image.supersedes,
            replacement=ruling.replacement,
        )  # fmt: skip

    def _all_moves(self, name: str) -> list[tuple[Stored, facts.Channel]]:
        found = self.trust.later(layout.folder_of_channels(name))
        moved = [(stored, fact) for stored, fact in found if isinstance(fact, facts.Channel)]
        return [*self._moves[name], *moved]

    def _unverifiable(self, stored: Stored, image: Image, ancestors: Ancestors) -> Iterable[Objection]:
        trust = self.trust
        problems = [trust.problem and f"the registry proves nothing: {trust.problem}"]
        if not trust.problem:
            problem = trust.problem_of(stored)
            problems.append(problem and f"its record does not hold: {problem}")
            problems += self._doubtful(stored.path)
            for path in ancestors.paths:
                title = _title(self.family.member(path)[1])
                problems += [f"of its ancestor {title}: {doubt}" for doubt in self._doubtful(path)]
        problems.append(ancestors.problem)
        problems += [
            f"its evidence {one.digest} ({one.type}) is missing"
            for one in image.evidence
            if not trust.store.has_evidence(one.digest)
        ]
        patch = image.patch
        if patch and patch.evidence and not trust.store.has_evidence(patch.evidence):
            problems.append(f"the evidence of its updates, {patch.evidence}, is missing")
        if patch and patch.until > image.issued + SKEW:
            problems.append("its updates are of a day after the record was written")
        for problem in problems:
            if problem:
                yield Objection(Standing.UNVERIFIABLE, problem)

    def _doubtful(self, path: str) -> list[str]:
        """What nobody may pass over: revocations that do not hold, and whatever is broken of what is read only now."""
        record, image = self.family.member(path)
        folders = layout.folders_about(image.name, image.version)
        found = self.trust.faults(*folders)
        # All of the channels' moves: what makes one of another version is a change as well.
        read = [record, *(stored for stored, _ in self.trust.later(*folders))]
        found += [altered for altered in map(self.trust.altered, read) if altered]
        for stored, fact in self.about(image, facts.Revocation):
            why = self.trust.problem_of(stored)
            if not why and fact.record != record.digest:
                why = "it is of another record"
            if why:
                found.append(f"{stored.path} does not hold, and nobody may pass over a revocation: {why}")
        return found

    def _tainted(self, ancestors: Ancestors) -> Iterable[Objection]:
        for path in ancestors.paths:
            stored, ancestor = self.family.member(path)
            title = _title(ancestor)
            about = self.about(ancestor, facts.Approval, facts.Deprecation, facts.Revocation)
            ruling = judged(ancestor, self.trust, about, stored.digest)
            if ruling.approval is Approval.REVOKED:
                yield Objection(Standing.TAINTED, f"parent {title} {ruling.explanation}", ancestor=title)

    @cached_property
    def _overrides(self) -> Mapping[tuple[str, str], SupportOverride]:
        """The site's newest word on each system."""
        held = [fact for stored, fact in self.trust.facts(facts.Support) if not self.trust.problem_of(stored)]
        newest = sorted(held, key=lambda fact: fact.issued)
        return {
            (one.system, plain_version(one.version)): SupportOverride(one.until, one.reason, one.by)
            for one in newest
        }

    @cached_property
    def hypervisors(self) -> tuple[HypervisorSupport, ...]:
        """The newest capture of each endpoint and cluster that holds; one that does not where there is no other."""
        newest: dict[tuple[str, str, str | None], HypervisorSupport] = {}
        for stored, fact in sorted(self.trust.facts(facts.Hypervisors), key=lambda pair: pair[1].issued):
            problem = self.trust.problem or self.trust.problem_of(stored)
            key = (fact.platform, fact.endpoint, fact.cluster)
            if not problem or key not in newest or newest[key].problem:
                newest[key] = HypervisorSupport(
                    fact.platform.value, fact.endpoint, fact.issued.date(), fact.by, fact.guests, fact.cluster,
                    fact.release, problem,
                )  # fmt: skip
        return tuple(newest.values())


def _look(fact: facts.Validation) -> Validation:
    return Validation(fact.issued.date(), fact.by, _missing(fact.missing))


def _missing(found: Sequence[Missing]) -> tuple[MissingUpdate, ...]:
    return tuple(MissingUpdate(one.id, one.released) for one in found)


def _patched(patch: Patch | None, look: Validation | None) -> date | None:
    """Up to when updates are in the image. Somebody who looked and found nothing missing proves it up to then."""
    built = patch.until.date() if patch else None
    if look is None or look.missing:
        return built
    return max(built, look.day) if built else look.day


def _title(image: Image) -> str:
    return f"{image.name} {image.version}"
