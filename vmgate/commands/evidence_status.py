"""What an evidence register leaves open on a day."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from vmgate.model.evidence import PARTS
from vmgate.report.evidence import Line
from vmgate.translate.evidence import things
from vmgate.vocabulary.oversight import EvidenceOnRecord
from vmgate.vocabulary.proof import unproven_anywhere

if TYPE_CHECKING:
    from vmgate.model.evidence import EvidenceRegister
    from vmgate.model.site import Site


def due(register: EvidenceRegister, site: Site, within: int) -> list[Line]:
    """A line for each part of the clauses that have parts, then one for each record that nothing newer replaces.

    `within` counts what ends in so many days as due.
    """
    at = replace(site, evidence=register)
    lines: list[Line] = []
    for clause, parts in PARTS.items():
        for part in parts:
            lack = unproven_anywhere(at, clause, part)
            days = max(((one.last_day(register.ages) - site.as_of).days
                        for one in register.records if one.clause == clause and part in one.covers
                        and one.problem(site.as_of, register.ages) is None), default=None)  # fmt: skip
            lines.append(Line(clause, part, lack or "", None if lack else days, _due(lack, days, within)))
    for thing in things(register):
        if isinstance(thing, EvidenceOnRecord) and not thing.newer:
            record = thing.record.value
            lack = record.problem(site.as_of, register.ages)
            days = (record.last_day(register.ages) - site.as_of).days
            about = ", ".join(map(str, record.about))
            lines.append(
                Line(
                    record.clause,
                    about,
                    f"{record} {lack}" if lack else "",
                    days,
                    _due(lack, days, within),
                    record.path,
                )
            )
    return lines


def _due(lack: str | None, days: int | None, within: int) -> bool:
    return lack is not None or (days is not None and days < within)
