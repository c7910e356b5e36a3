"""Who approved an image, and whether they are enough; who took that back."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar

from vmgate.model.templates import Approval, Expiry, Objection, Standing
from vmgate.registry import facts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date

    from vmgate.registry.facts import OfImage
    from vmgate.registry.store import Stored
    from vmgate.registry.trust import Trust

_Ending = TypeVar("_Ending", facts.Revocation, facts.Deprecation)


@dataclass(frozen=True)
class Ruling:
    """What people decided on an image. `day` is that on which its approval was complete, `ends` its last one."""

    approval: Approval
    explanation: str
    day: date | None = None
    objections: tuple[Objection, ...] = ()
    replacement: str | None = None
    ends: date | None = None


def judged(image: facts.Image, trust: Trust, about: Sequence[tuple[Stored, OfImage]], digest: str) -> Ruling:
    """What people decided on an image, from the facts about it; `digest` is that of its record as it is."""
    if trust.problem:
        return Ruling(Approval.DRAFT, "")
    good = [fact for stored, fact in about if fact.record == digest and not trust.problem_of(stored)]
    approved = _approved(image, trust, about, digest)
    revocation = _first(one for one in good if isinstance(one, facts.Revocation))
    if revocation is not None and revocation.effective <= trust.day:
        said = f"was revoked on {revocation.effective} by {revocation.by}: {revocation.reason}"
        return Ruling(Approval.REVOKED, said, approved.day, replacement=revocation.replacement)
    ruling = approved
    deprecation = _first(one for one in good if isinstance(one, facts.Deprecation))
    in_force = deprecation is not None and deprecation.effective <= trust.day
    if deprecation is not None and in_force and approved.approval is Approval.APPROVED:
        said = f"is deprecated since {deprecation.effective} by {deprecation.by}: {deprecation.reason}"
        ruling = replace(
            approved, approval=Approval.DEPRECATED, explanation=said, replacement=deprecation.replacement
        )
    if revocation is None:
        return ruling
    coming = f"{ruling.explanation}; it will be revoked on {revocation.effective}: {revocation.reason}"
    return replace(ruling, explanation=coming, replacement=ruling.replacement or revocation.replacement)


def _first(several: Iterable[_Ending]) -> _Ending | None:
    """The one that takes effect first."""
    return min(several, key=lambda one: (one.effective, one.issued), default=None)


def _approved(
    image: facts.Image, trust: Trust, about: Sequence[tuple[Stored, OfImage]], digest: str
) -> Ruling:
    days: dict[str, list[date]] = {}
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
            days.setdefault(fact.by, []).append(fact.issued.date())
    lacking = _lacking(image, trust, days)
    if lacking:
        return Ruling(Approval.DRAFT, "; ".join([f"is not approved: {lacking}", *refused]))
    firsts = {by: min(some) for by, some in days.items()}
    day = min(one for one in firsts.values() if not _lacking(image, trust, _until(firsts, one)))
    # Who approves again, approves for longer: each person's newest approval counts.
    valid = timedelta(days=trust.demands.approval_days)
    lasts = {by: max(some) + valid for by, some in days.items()}
    ends = max(one for one in lasts.values() if not _lacking(image, trust, _from(lasts, one)))
    said = f"was approved on {day} by {_and(sorted(days))}"
    if ends >= trust.day:
        return Ruling(Approval.APPROVED, said, day, ends=ends)
    text = f"its approval expired on {ends}, {trust.demands.approval_days} days after it was given"
    old = Objection(Standing.EXPIRED, text, Expiry.APPROVAL_AGE)
    return Ruling(Approval.APPROVED, said, day, (old,), ends=ends)


def _until(days: Mapping[str, date], day: date) -> list[str]:
    return [by for by, one in days.items() if one <= day]


def _from(days: Mapping[str, date], day: date) -> list[str]:
    return [by for by, one in days.items() if one >= day]


def _lacking(image: facts.Image, trust: Trust, approvals: Collection[str]) -> str:
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
