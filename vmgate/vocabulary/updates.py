"""How current an image or a machine is, as the registry's records and the evidence register show it (C31, C36, C37)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.model.evidence import EvidenceAges, Subject, SubjectKind
from vmgate.vocabulary.proof import unproven

if TYPE_CHECKING:
    from datetime import date

    from vmgate.model.fact import Fact
    from vmgate.model.site import Site
    from vmgate.model.templates import MissingUpdate, TemplateRecord

CLAUSE = "C31"


def shown_until(record: TemplateRecord) -> date | None:
    """The day up to which it is known what an image lacks: of its updates, or of somebody's look at it since."""
    looked = record.validation.day if record.validation is not None else None
    return max((day for day in (record.patched, looked) if day is not None), default=None)


def age(day: date, site: Site) -> int:
    """How many days ago a day was."""
    return (site.as_of - day).days


def overdue(record: TemplateRecord, site: Site) -> list[tuple[MissingUpdate, int]]:
    """The updates that an image lacks and that came out too long ago, with how many days ago; the oldest first."""
    dated = [(update, age(update.released, site)) for update in record.missing if update.released is not None]
    late = [(update, days) for update, days in dated if days > site.ages.max_update_delay_days]
    return sorted(late, key=lambda pair: -pair[1])


def undated(record: TemplateRecord) -> list[MissingUpdate]:
    """The updates that an image lacks of which nobody says when they came out."""
    return [update for update in record.missing if update.released is None]


def unvalidated_image(record: TemplateRecord, site: Site) -> str | None:
    """Why the update level of an image does not count as validated, to follow its name; None if it does.

    Updates that are proven to be in it are a validation, and so is evidence about the template.
    """
    day, most = shown_until(record), _most(site)
    if day is not None and age(day, site) <= most:
        return None
    if unproven(site, CLAUSE, *_names(record)) is None:
        return None
    return "was never validated" if day is None else f"was last validated on {day}, {age(day, site)} days ago"


def unvalidated_machine(name: Fact[str], site: Site) -> str | None:
    """Why the update level of a machine of this name does not count as validated; None where evidence shows it.

    The name is read only where some evidence is about machines by their names. Raises `UnknownValue` then.
    """
    any_machine = Subject(SubjectKind.MACHINE)
    lack = unproven(site, CLAUSE, any_machine)
    if lack is None or site.evidence is None or not _by_name(site):
        return lack
    return unproven(site, CLAUSE, Subject(SubjectKind.MACHINE, name.value))


def _by_name(site: Site) -> bool:
    records = site.evidence.records if site.evidence is not None else ()
    about = (subject for record in records if record.clause == CLAUSE for subject in record.about)
    return any(subject.kind is SubjectKind.MACHINE for subject in about)


def _names(record: TemplateRecord) -> list[Subject]:
    return [Subject(SubjectKind.TEMPLATE, name) for name in (f"{record.name} {record.version}", record.name)]


def _most(site: Site) -> int:
    """How many days a validation counts."""
    return (site.evidence.ages if site.evidence is not None else EvidenceAges()).of(CLAUSE)
