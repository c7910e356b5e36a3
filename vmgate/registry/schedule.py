"""What ends when: the last days of everything that an image's use rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from vmgate.model.templates import Approval
from vmgate.registry.expiry import end_of_life, end_of_patch, end_of_update
from vmgate.registry.facts import Deprecation, Revocation

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from vmgate.model.templates import TemplateRecord
    from vmgate.registry.facts import Image
    from vmgate.registry.state import States
    from vmgate.registry.store import Stored

MONTH = 31
"""So many days a validation holds (C31)."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day of something: `what` reads "updates are young enough"."""

    day: date
    subject: str
    what: str
    remedy: str

    def left(self, day: date) -> int:
        """How many days are left; negative once it has passed."""
        return (self.day - day).days


def deadlines(states: States, *, everything: bool = False) -> list[Deadline]:
    """All deadlines of the images in use, soonest first, and those of the registry itself.

    In use is what a channel leads to and, of an image without channels, the version that was approved last; with
    `everything`, every version that was approved and not revoked.
    """
    found = [one for stored, image in states.images for one in _of_image(states, stored, image)]
    if not everything:
        used = in_use([record for record, _ in found])
        found = [(record, deadline) for record, deadline in found if str(record) in used]
    own = [deadline for _, deadline in found]
    newest = states.trust.coverage.newest
    if newest is not None:
        own.append(
            Deadline(
                newest.expires,
                "the registry",
                f"checkpoint {newest.sequence} holds",
                "vmgate template checkpoint",
            )
        )
    return sorted(own, key=lambda one: (one.day, one.subject, one.what))


def in_use(records: list[TemplateRecord]) -> set[str]:
    """Which versions people are meant to take."""
    used = {str(record) for record in records if record.channels}
    led = {record.name for record in records if record.channels}
    newest: dict[str, TemplateRecord] = {}
    for record in sorted(records, key=lambda one: (one.approved is not None, str(one.approved), one.version)):
        if record.name not in led:
            newest[record.name] = record
    return used | {str(record) for record in newest.values()}


def _of_image(states: States, stored: Stored, image: Image) -> Iterator[tuple[TemplateRecord, Deadline]]:
    record = states.record(stored, image)
    if record.approval in {Approval.DRAFT, Approval.REVOKED}:
        return
    limits, title = states.limits, str(record)

    def deadline(day: date | None, what: str, remedy: str) -> Iterator[tuple[TemplateRecord, Deadline]]:
        if day is not None:
            yield record, Deadline(day, title, what, remedy)

    yield from deadline(
        end_of_patch(record.patched, limits),
        "its updates are young enough",
        "build and publish a new version",
    )
    for update in record.missing:
        day = end_of_update(update, record.patched, record.validation, limits)
        yield from deadline(day, f"{update.id} may be missing", "build and publish a new version")
    yield from deadline(record.approval_ends, "its approval holds", "vmgate template approve")
    if record.system is not None:
        day_ = end_of_life(record.system, record.support, limits)
        yield from deadline(day_, f"{record.system} is supported", "move to a newer release")
    looked = record.validation.day if record.validation else record.patched
    yield from deadline(
        looked and looked + timedelta(days=MONTH), "its validation holds", "vmgate template validate"
    )
    for other, fact in states.about(image, Revocation, Deprecation):
        ends = isinstance(fact, Revocation | Deprecation) and not states.trust.problem_of(other)
        if ends and isinstance(fact, Revocation | Deprecation) and fact.effective > states.trust.day:
            what = f"it is not {'revoked' if isinstance(fact, Revocation) else 'deprecated'} yet"
            yield from deadline(
                fact.effective - timedelta(days=1), what, f"take {fact.replacement or 'another'}"
            )
