"""The report on a period of a template registry, for an auditor. Pure."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from vmgate.report.ink import BOLD, DIM, RED, Ink
from vmgate.report.printable import printable
from vmgate.report.registry import listing, timeline

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from vmgate.model.templates import TemplateRecord
    from vmgate.registry.roots import People
    from vmgate.registry.timeline import Event
    from vmgate.registry.verification import Wrong


def people_data(people: People) -> list[dict[str, Any]]:
    """Who may sign what, by which keys."""
    return [
        {
            "person": person,
            "roles": [role.value for role in member.roles],
            "images": list(member.images),
            "keys": [signer.key.fingerprint for signer in people.signers if signer.principals == person],
        }
        for person, member in sorted(people.root.people.items())
    ]


def report(
    people: People | None,
    events: Sequence[Event],
    records: Sequence[TemplateRecord],
    faults: Sequence[Wrong],
    period: tuple[str, date],
    *,
    color: bool,
) -> str:
    """The report as text: people, events, images, faults."""
    return "\n".join(_lines(people, events, records, faults, period, Ink(color))) + "\n"


def _lines(
    people: People | None,
    events: Sequence[Event],
    records: Sequence[TemplateRecord],
    faults: Sequence[Wrong],
    period: tuple[str, date],
    ink: Ink,
) -> Iterator[str]:
    states = Counter(record.state for record in records)
    told = ", ".join(f"{count} {state}" for state, count in sorted(states.items())) or "no images"
    yield ink(f"Template registry, {period[0]} to {period[1]}: {told}", BOLD)
    yield ""
    yield ink("Who may sign", BOLD)
    for one in people_data(people) if people else ():
        yield f"  {printable(one['person'])}: {', '.join(one['roles'])}"
        yield from (ink(f"      {key}", DIM) for key in one["keys"])
    if people is None:
        yield "  nobody"
    else:
        demands = people.root.demands
        roles = "".join(
            f", {count} of them for {role.value}" for role, count in sorted(demands.of_role.items())
        )
        yield f"  an image is approved by {demands.approvals}{roles}, for {demands.approval_days} days"
    yield ""
    yield ink("What happened", BOLD)
    yield from (f"  {line}" for line in timeline(events, color=ink.color).splitlines())
    yield ""
    yield ink("Where images stand", BOLD)
    yield from (f"  {line}" for line in listing(records, color=ink.color).splitlines())
    yield ""
    yield ink("What does not hold", BOLD)
    yield from (f"  {ink(printable(str(one)), RED)}" for one in faults)
    if not faults:
        yield "  nothing: every signature, digest and checkpoint holds"
