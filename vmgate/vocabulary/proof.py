"""Whether evidence shows what no configuration can: the question that rules ask of the site's register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.model.evidence import Subject, SubjectKind

if TYPE_CHECKING:
    from vmgate.model.evidence import EvidenceRecord
    from vmgate.model.site import Site

SITE = Subject(SubjectKind.SITE)


def unproven(site: Site, clause: str, *names: Subject, part: str | None = None) -> str | None:
    """Why a clause is not proven for a thing, to end a message with; None where a record proves it on the day.

    `names` are the subjects that the thing goes by: a server's address and its name, say. `part` asks for records that
    cover a part of the clause. The text reads "there is no evidence about nfs-server:10.31.0.5", or "the evidence of
    2026-01-31 (evidence/nas.toml) ended on 2026-07-31".
    """
    found = proofs(site, clause, *names, part=part)
    if not found:
        of = "" if part is None else f" of {part}"
        return (
            f"there is no evidence{of} about {names[0]}" if names[0] != SITE else f"there is no evidence{of}"
        )
    problems = [_problem(record, site) for record in found]
    # Found newest first: what is wrong with the newest is what there is to mend.
    return None if None in problems else f"{found[0]} {problems[0]}"


def unproven_anywhere(site: Site, clause: str, part: str) -> str | None:
    """Why a part of a clause is not proven for the organization: for all of it, or for each of its endpoints."""
    whole = unproven(site, clause, SITE, part=part)
    if whole is None or not site.endpoints:
        return whole
    each = [unproven(site, clause, Subject(SubjectKind.ENDPOINT, name), part=part) for name in site.endpoints]
    open_ = [problem for problem in each if problem is not None]
    if not open_:
        return None
    return whole if len(open_) == len(each) else open_[0]


def outdated(record: EvidenceRecord, site: Site) -> str | None:
    """Why the day is not within the time that a record counts for, to follow it as a subject; None if it is."""
    return None if site.evidence is None else record.outdated(site.as_of, site.evidence.ages)


def proofs(site: Site, clause: str, *names: Subject, part: str | None = None) -> list[EvidenceRecord]:
    """The records that speak of a thing, whether they count on the day or not, newest first."""
    if site.evidence is None:
        return []
    found = site.evidence.about(clause, *names)
    return [record for record in found if part is None or part in record.covers]


def valid(site: Site, clause: str, *names: Subject) -> list[EvidenceRecord]:
    """The records that speak of a thing and count on the day, newest first."""
    return [record for record in proofs(site, clause, *names) if _problem(record, site) is None]


def _problem(record: EvidenceRecord, site: Site) -> str | None:
    return None if site.evidence is None else record.problem(site.as_of, site.evidence.ages)
