"""Who approved an image, and whether they are enough; who took that back."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from vmgate.model.templates import Approval, Expiry, Objection, Standing
from vmgate.registry import facts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from vmgate.registry.facts import OfImage
    from vmgate.registry.store import Stored
    from vmgate.registry.trust import Trust


@dataclass(frozen=True)
class Ruling:
    """What people decided on an image. `day` is that on which its approval was complete."""

    approval: Approval
    explanation: str
    day: date | None = None
    objections: tuple[Objection, ...] = ()
    replacement: str | None = None


def judged(image: facts.Image, trust: Trust, about: Sequence[tuple[Stored, OfImage]], digest: str) -> Ruling:
    """What people decided on an image, from the facts about it; `digest` is that of its record as it is."""
    if trust.problem:
        return Ruling(Approval.DRAFT, "")
    good = [fact for stored, fact in about if fact.record == digest and not trust.problem_of(stored)]
    approved = _approved(image, trust, about, digest)
    revocations = sorted(
        (one for one in good if isinstance(one, facts.Revocation)), key=lambda one: one.effective
    )
    if revocations and revocations[0].effective <= trust.day:
        first = revocations[0]
        said = f"was revoked on {first.effective} by {first.by}: {first.reason}"
        return Ruling(Approval.REVOKED, said, approved.day, replacement=first.replacement)
    coming = (
        f"; it will be revoked on {revocations[0].effective}: {revocations[0].reason}" if revocations else ""
    )
    replacement = revocations[0].replacement if revocations else None
    deprecations = sorted(
        (one for one in good if isinstance(one, facts.Deprecation)), key=lambda one: one.effective
    )
    if deprecations and deprecations[0].effective <= trust.day and approved.approval is Approval.APPROVED:
        one = deprecations[0]
        said = f"is deprecated since {one.effective} by {one.by}: {one.reason}{coming}"
        return Ruling(
            Approval.DEPRECATED, said, approved.day, approved.objections, one.replacement or replacement
        )
    return Ruling(
        approved.approval, approved.explanation + coming, approved.day, approved.objections, replacement
    )


def _approved(
    image: facts.Image, trust: Trust, about: Sequence[tuple[Stored, OfImage]], digest: str
) -> Ruling:
    counted: dict[str, facts.Approval] = {}
    refused = []
    for stored, fact in about:
        if not isinstance(fact, facts.Approval):
            continue
        why = trust.problem_of(stored)
        if fact.by == image.by:
            why = f"{fact.by} owns the image and cannot approve it"
        elif fact.record != digest:
            why = f"{fact.by} approved another record than this one"
        if why:
            refused.append(f"an approval does not count: {why}")
        else:
            counted[fact.by] = fact
    lacking = _lacking(image, trust, counted)
    if lacking:
        return Ruling(Approval.DRAFT, "; ".join([f"is not approved: {lacking}", *refused]))
    # The day on which the last one came that was needed: with any later one left out, they are enough.
    days = sorted(fact.issued.date() for fact in counted.values())
    day = next(
        day
        for day in days
        if not _lacking(image, trust, {by: one for by, one in counted.items() if one.issued.date() <= day})
    )
    said = f"was approved on {day} by {_and(sorted(counted))}"
    valid = timedelta(days=trust.demands.approval_days)
    fresh = {by: one for by, one in counted.items() if one.issued.date() + valid >= trust.day}
    if not _lacking(image, trust, fresh):
        return Ruling(Approval.APPROVED, said, day)
    text = f"its approval of {day} expired on {day + valid}, {trust.demands.approval_days} days later"
    old = Objection(Standing.EXPIRED, text, Expiry.APPROVAL_AGE)
    return Ruling(Approval.APPROVED, said, day, (old,))


def _lacking(image: facts.Image, trust: Trust, approvals: dict[str, facts.Approval]) -> str:
    """What is missing of a quorum, "" if nothing is. It is people that count, each once, in all they may be."""
    demands = trust.demands
    wanted = demands.approvals if image.digest else max(demands.approvals, demands.unbound_approvals)
    if len(approvals) < wanted:
        bound = "" if image.digest or wanted == demands.approvals else ", as it has no digest"
        return f"{len(approvals)} of {wanted} people approved it{bound}"
    people = trust.people.root.people if trust.people else {}
    roles = Counter(role for by in approvals for role in people[by].roles)
    for role, count in sorted(demands.of_role.items()):
        if roles[role] < count:
            return f"{roles[role]} of {count} people for {role.value} approved it"
    return ""


def _and(names: Sequence[str]) -> str:
    return ", ".join(names[:-1]) + (" and " if len(names) > 1 else "") + names[-1]
