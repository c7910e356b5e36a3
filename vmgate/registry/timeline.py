"""What happened in a registry, in the order in which people say it did."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vmgate.registry import facts
from vmgate.registry.trust import image_of

if TYPE_CHECKING:
    from datetime import date, datetime

    from vmgate.registry.facts import Fact
    from vmgate.registry.trust import Trust


@dataclass(frozen=True, slots=True)
class Event:
    """One fact as an event. `problem` says why it does not count; "" if it does."""

    at: datetime
    by: str
    what: str
    path: str
    image: str | None
    version: str | None
    problem: str


def events(
    trust: Trust, image: str | None = None, version: str | None = None, since: date | None = None
) -> list[Event]:
    """All events, or those of an image or one of its versions, from a day on."""
    found = []
    for stored in trust.store.facts:
        fact = stored.fact
        if fact.issued > trust.at or (since and fact.issued.date() < since):
            continue
        of, its = image_of(fact), getattr(fact, "version", None)
        if (image and of != image) or (version and its != version):
            continue
        found.append(
            Event(
                fact.issued,
                fact.by,
                _told(fact),
                stored.path,
                of,
                str(its) if of else None,
                trust.problem_of(stored),
            )
        )
    return sorted(found, key=lambda one: (one.at, one.path))


def _told(fact: Fact) -> str:
    match fact:
        case facts.Root():
            return f"wrote down who may sign what (root {fact.version}, {len(fact.people)} people)"
        case facts.Checkpoint():
            return (
                f"signed checkpoint {fact.sequence} ({len(fact.added)} new files, holds until {fact.expires})"
            )
        case facts.Image():
            return f"published {fact.name} {fact.version}"
        case facts.Hypervisors():
            where = f"{fact.endpoint}/{fact.cluster}" if fact.cluster else fact.endpoint
            return f"captured what {where} supports ({len(fact.guests)} guest systems)"
        case facts.Support():
            return f"declared {fact.system} {fact.version} supported until {fact.until}: {fact.reason}"
        case _:
            return _of_image(fact)


def _of_image(fact: facts.OfImage) -> str:
    title = f"{fact.image} {fact.version}"
    match fact:
        case facts.Approval():
            return f"approved {title}" + (f": {fact.comment}" if fact.comment else "")
        case facts.Deprecation():
            return f"deprecated {title} from {fact.effective} on: {fact.reason}"
        case facts.Revocation():
            return f"revoked {title} from {fact.effective} on: {fact.reason}"
        case facts.Channel():
            return f"led {fact.channel} to {title}" + (f": {fact.reason}" if fact.reason else "")
        case facts.Validation():
            lacks = ", ".join(one.id for one in fact.missing) or "nothing missing"
            return f"validated {title} ({fact.method}): {lacks}"
