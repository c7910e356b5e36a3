"""The register of exceptions for people and programs: what there is, and what is wrong with it. Pure."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from vmgate.model.exceptions import shortcomings
from vmgate.report.ink import BOLD, DIM, GREEN, RED, YELLOW, Ink
from vmgate.report.printable import columns, printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vmgate.model.exceptions import Shortcoming, Terms, Waiver

SCHEMA = "vmgate.exceptions/v1"
_SOON = 14
_COLORS = {"in force": GREEN, "draft": YELLOW, "to come": YELLOW, "ended": DIM, "invalid": RED}


def status(waiver: Waiver, terms: Terms) -> str:
    """What an exception is worth on the day: "draft", "in force", "to come", "ended" or "invalid"."""
    wrong = shortcomings(waiver, terms)
    if waiver.approved_by is None and all(one.key == "approved_by" for one in wrong):
        return "draft"
    if waiver.end is not None and waiver.end < terms.as_of and all(one.key == "end" for one in wrong):
        return "ended"
    if wrong:
        return "invalid"
    return "in force" if waiver.in_force(terms.as_of) else "to come"


def listing(waivers: Sequence[Waiver], terms: Terms, format_: str, *, color: bool) -> str:
    """All exceptions as text or JSON, those that end first on top."""
    ordered = sorted(waivers, key=lambda one: (one.end is None, one.end or terms.as_of, one.name))
    if format_ == "json":
        return _document(terms, [_record(one, terms) for one in ordered])
    return "\n".join(_listed(ordered, terms, Ink(color))) + "\n"


def faults(
    told: Sequence[tuple[Waiver, Sequence[Shortcoming]]], terms: Terms, format_: str, *, color: bool
) -> str:
    """What is wrong with exceptions, a line for each fault, as text or JSON."""
    rows = [(waiver, wrong, waiver.places.get(wrong.key) or waiver.places.get(""))
            for waiver, all_wrong in told for wrong in all_wrong]  # fmt: skip
    if format_ == "json":
        return _document(
            terms,
            [
                {"name": waiver.name, "file": waiver.file, "line": place.line if place else None, "key": wrong.key,
                 "message": wrong.message}
                for waiver, wrong, place in rows
            ],
            "faults",
        )  # fmt: skip
    ink = Ink(color)
    lines = [
        f"{ink(printable(f'{waiver.file}:{place.line if place else 1}:'), BOLD)} {printable(wrong.message)}"
        for waiver, wrong, place in rows
    ]
    count = len({waiver.name for waiver, _, _ in rows})
    lines.append(f"{len(told)} exception{'s' * (len(told) != 1)}, {count} with something wrong")
    return "\n".join(lines) + "\n"


def _document(terms: Terms, rows: Sequence[dict[str, Any]], name: str = "exceptions") -> str:
    return json.dumps({"schema": SCHEMA, "as_of": terms.as_of.isoformat(), name: list(rows)}, indent=2) + "\n"


def _record(one: Waiver, terms: Terms) -> dict[str, Any]:
    return {
        "name": one.name,
        "file": one.file,
        "status": status(one, terms),
        "days_left": _days_left(one, terms),
        "rules": list(one.rules),
        "address": str(one.address) if one.address else None,
        "attribute": str(one.attribute) if one.attribute else None,
        "directory": one.directory,
        "reason": one.reason,
        "ticket": one.ticket,
        "requested_by": one.requested_by,
        "approved_by": one.approved_by,
        "approved": one.approved.isoformat() if one.approved else None,
        "start": one.start.isoformat() if one.start else None,
        "end": one.end.isoformat() if one.end else None,
        "faults": [wrong.message for wrong in shortcomings(one, terms)],
    }


def _days_left(one: Waiver, terms: Terms) -> int | None:
    """The days with which an exception still goes on, today included; None where it has no end."""
    return None if one.end is None else max((one.end - terms.as_of).days + 1, 0)


def _listed(waivers: Sequence[Waiver], terms: Terms, ink: Ink) -> Iterator[str]:
    if not waivers:
        yield "no exceptions"
        return
    widest = max(columns(printable(one.name)) for one in waivers)
    for one in waivers:
        state, days = status(one, terms), _days_left(one, terms)
        left = "no end" if days is None else f"{days} day{'s' * (days != 1)}"
        urgent = state == "in force" and days is not None and days <= _SOON
        name = printable(one.name)
        cells = [
            ink(name, BOLD) + " " * (widest - columns(name)),
            ink(f"{state:<8}", _COLORS[state]),
            ink(f"{left:>9}", YELLOW if urgent else DIM),
            _what(one),
        ]
        yield "  ".join(cells)
        yield f"{' ' * widest}  {ink(printable(_why(one)), DIM)}"


def _why(one: Waiver) -> str:
    by = f"requested by {one.requested_by or 'nobody'}"
    if one.approved_by:
        by = f"approved by {one.approved_by}"
    return f"{one.reason or 'no reason given'} ({one.ticket or 'no ticket'}), {by}"


def _what(one: Waiver) -> str:
    attribute = f" {one.attribute}" if one.attribute else ""
    directory = f" in {one.directory}" if one.directory else ""
    return printable(f"{', '.join(one.rules)} {one.address}{attribute}{directory}")
