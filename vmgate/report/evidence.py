"""The evidence register for people and programs: what there is, and what is due. Pure."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vmgate.report.ink import BOLD, DIM, GREEN, RED, YELLOW, Ink
from vmgate.report.printable import columns, padded, printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from vmgate.model.evidence import EvidenceRecord, EvidenceRegister

SCHEMA = "vmgate.evidence/v1"
_SOON = 30


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that evidence is kept of. `lack` is what is wrong, `days` how many are left (negative: gone by), `due`
    whether somebody has to act. `path` is the record's, empty for a part of a clause.
    """

    clause: str
    about: str
    lack: str
    days: int | None
    due: bool
    path: str = ""


def listing(register: EvidenceRegister, as_of: date, clause: str | None, format_: str, *, color: bool) -> str:
    """All records, or those of a clause, as text or JSON."""
    wanted = None if clause is None else clause.upper()
    records = [one for one in register.records if wanted in (None, one.clause)]
    if format_ == "json":
        body = {
            "schema": SCHEMA,
            "as_of": as_of.isoformat(),
            "records": [_record(one, register) for one in records],
        }
        return json.dumps(body, indent=2) + "\n"
    return "\n".join(_listed(records, register, as_of, Ink(color))) + "\n"


def _record(one: EvidenceRecord, register: EvidenceRegister) -> dict[str, object]:
    return {
        "path": one.path,
        "clause": one.clause,
        "about": [str(subject) for subject in one.about],
        "covers": list(one.covers),
        "statement": one.statement,
        "by": one.by,
        "done": one.done.isoformat(),
        "last_day": one.last_day(register.ages).isoformat(),
        "document": one.document,
        "sha256": one.sha256,
        "notes": dict(one.notes),
    }


def _listed(
    records: Sequence[EvidenceRecord], register: EvidenceRegister, as_of: date, ink: Ink
) -> Iterator[str]:
    for one in records:
        wrong = one.problem(as_of, register.ages)
        end = (
            ink(f"until {one.last_day(register.ages).isoformat()}", GREEN)
            if wrong is None
            else ink(wrong, RED)
        )
        about = printable(", ".join([*map(str, one.about), *one.covers]))
        yield f"{ink(one.clause, BOLD)}  {about}  {end}"
        yield f"     {printable(one.statement)}"
        yield ink(f"     {one.done.isoformat()} by {printable(one.by)}, {printable(one.path)}", DIM)
    noun = "record" if len(records) == 1 else "records"
    yield f"{len(records)} {noun} in {printable(register.path)}"


def overview(lines: Sequence[Line], as_of: date, format_: str, *, color: bool) -> str:
    """What is due and what is not, the most pressing first, as text or JSON."""
    ordered = sorted(lines, key=lambda line: (not line.due, line.clause, line.days or 0))
    if format_ == "json":
        body = {
            "schema": SCHEMA,
            "as_of": as_of.isoformat(),
            "due": sum(line.due for line in lines),
            "lines": [
                {"clause": line.clause, "about": line.about, "due": line.due, "days_left": line.days,
                 "problem": line.lack or None, "path": line.path or None}
                for line in ordered
            ],
        }  # fmt: skip
        return json.dumps(body, indent=2) + "\n"
    return "\n".join(_overview(ordered, as_of, Ink(color))) + "\n"


def _overview(lines: Sequence[Line], as_of: date, ink: Ink) -> Iterator[str]:
    yield ink(f"Evidence on {as_of.isoformat()}", BOLD)
    widest = max((columns(printable(line.about)) for line in lines), default=0)
    for line in lines:
        yield f"{ink(line.clause, BOLD)}  {padded(line.about, widest)}  {_state(line, ink)}".rstrip()
    due = sum(line.due for line in lines)
    yield ""
    yield f"{due} due" if due else "nothing is due"


def _state(line: Line, ink: Ink) -> str:
    if line.lack:
        return ink(printable(line.lack), RED)
    days = line.days or 0
    left = "ends today" if days == 0 else f"{days} day{'' if days == 1 else 's'} left"
    return ink(left, YELLOW if line.due or days <= _SOON else GREEN)
