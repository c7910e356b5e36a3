"""The template registry for people and programs. Pure."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from vmgate.report.ink import BOLD, CYAN, DIM, GREEN, RED, YELLOW, Ink
from vmgate.report.printable import columns, padded, printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from vmgate.model.templates import Locator, MissingUpdate, TemplateRecord
    from vmgate.registry.schedule import Deadline
    from vmgate.registry.timeline import Event
    from vmgate.registry.verification import Wrong

COLORS = {
    "approved": GREEN,
    "deprecated": YELLOW,
    "draft": CYAN,
    "expired": RED,
    "revoked": RED,
    "tainted": RED,
    "unverifiable": RED,
}
"""The colour of each state."""


def document(kind: str, day: date, **body: Any) -> str:
    """A report as JSON, of the schema `vmgate.template-KIND/v1`."""
    whole = {"schema": f"vmgate.template-{kind}/v1", "as_of": day.isoformat(), **body}
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


def as_data(record: TemplateRecord) -> dict[str, Any]:
    """A record as JSON has it."""
    return {
        "name": record.name,
        "version": record.version,
        "state": record.state,
        "approval": record.approval.value,
        "why": record.why,
        "objections": [
            {"standing": one.standing.value, "expiry": one.expiry and one.expiry.value, "ancestor": one.ancestor,
             "text": one.text}
            for one in record.objections
        ],
        "path": record.path,
        "system": record.system and {"id": record.system.id, "version": record.system.version},
        "owner": record.owner,
        "approved": _day(record.approved),
        "approval_ends": _day(record.approval_ends),
        "patched": _day(record.patched),
        "missing": _updates(record.missing),
        "validated": record.validation and {
            "day": record.validation.day.isoformat(), "by": record.validation.by,
            "missing": _updates(record.validation.missing),
        },
        "digest": record.digest,
        "locators": [_locator(one) for one in record.locators],
        "ancestors": list(record.ancestors),
        "channels": list(record.channels),
        "supersedes": record.supersedes,
        "replacement": record.replacement,
    }  # fmt: skip


def listing(records: Sequence[TemplateRecord], *, color: bool) -> str:
    """Every record on a line, and why those that are not approved are not."""
    ink = Ink(color)
    if not records:
        return "no images; vmgate template publish adds one\n"
    rows = [
        (record.state, f"{record.name}@{record.version}", str(record.system or "unknown system"),
         ",".join(record.channels), _day(record.patched) or "never")
        for record in records
    ]  # fmt: skip
    lines = []
    widths = [max(columns(printable(row[at])) for row in rows) for at in range(4)]
    for record, row in zip(records, rows, strict=True):
        cells = [padded(text, width) for text, width in zip(row, widths, strict=False)]
        cells[0] = ink(cells[0], COLORS[record.state])
        cells[1] = ink(cells[1], BOLD)
        lines.append("  ".join([*cells, ink(f"updated {row[4]}", DIM)]).rstrip())
        if record.state != "approved":
            lines += [f"{' ' * (widths[0] + 2)}{printable(text)}" for text in _why(record)]
    return "\n".join(lines) + "\n"


def page(record: TemplateRecord, *, color: bool) -> str:
    """Everything about one record."""
    ink = Ink(color)
    lines = [f"{ink(f'{record.name} {record.version}', BOLD)}  {ink(record.state, COLORS[record.state])}"]
    lines += [f"  {printable(text)}" for text in _why(record)]
    for label, value in _details(record):
        lines.append(f"  {ink(padded(label, 12), DIM)}{printable(value)}")
    return "\n".join(lines) + "\n"


def schedule(found: Sequence[Deadline], day: date, within: int, *, color: bool) -> str:
    """What ends when, soonest first."""
    ink = Ink(color)
    if not found:
        return "nothing in use has an end\n"
    wide = max(columns(printable(one.subject)) for one in found)
    far = max(len(_left(one.left(day))) for one in found)
    lines = []
    for one in found:
        left = one.left(day)
        paint = RED if left < 0 else YELLOW if left <= within else GREEN
        when = f"{one.day}  {ink(padded(_left(left), far), paint)}"
        lines.append(f"{when}  {padded(one.subject, wide)}  {printable(one.what)}")
        if left <= within:
            lines.append(ink(f"{' ' * (far + wide + 14)}  {printable(one.remedy)}", DIM))
    return "\n".join(lines) + "\n"


def timeline(found: Sequence[Event], *, color: bool) -> str:
    """What happened, in order."""
    ink = Ink(color)
    lines = []
    for one in found:
        lines.append(
            f"{ink(f'{one.at:%Y-%m-%d %H:%M}', DIM)}  {ink(printable(one.by), BOLD)} {printable(one.what)}"
        )
        if one.problem:
            lines.append(f"{' ' * 18}{ink(f'does not count: {printable(one.problem)}', RED)}")
    return "\n".join(lines or ["nothing happened"]) + "\n"


def verdict(found: Sequence[Wrong], checked: str, *, color: bool) -> str:
    """What does not hold, or that all does."""
    ink = Ink(color)
    if not found:
        return f"{ink('holds', GREEN)}  {checked}\n"
    lines = [f"{ink(printable(one.path), BOLD)}: {printable(one.what)}" for one in found]
    noun = "fault" if len(found) == 1 else "faults"
    return "\n".join([*lines, f"{ink(f'{len(found)} {noun}', RED)}  {checked}"]) + "\n"


def _left(days: int) -> str:
    return "today" if days == 0 else f"{-days} days ago" if days < 0 else f"{days} days left"


def _why(record: TemplateRecord) -> Iterator[str]:
    if record.explanation:
        yield record.explanation
    yield from (one.text for one in record.objections)
    if record.replacement:
        yield f"take {record.name} {record.replacement} instead"


def _details(record: TemplateRecord) -> Iterator[tuple[str, str]]:
    yield "system", str(record.system or "not recorded")
    yield "owner", record.owner or "nobody"
    yield "updated", _day(record.patched) or "not known up to when"
    for update in record.missing:
        yield "missing", f"{update.id}, released {_day(update.released) or 'on an unknown day'}"
    if record.validation:
        yield "validated", f"{record.validation.day} by {record.validation.by}"
    if record.support:
        yield "supported", f"until {record.support.until}: {record.support.reason} ({record.support.by})"
    yield "digest", record.digest or "none: only the platform's identity binds it"
    for place in record.locators:
        yield "on", " ".join(f"{key}={value}" for key, value in _locator(place).items() if value)
    yield from (("made from", one) for one in record.ancestors)
    yield from (("channel", one) for one in record.channels)
    if record.supersedes:
        yield "supersedes", record.supersedes
    yield "record", record.path


def _locator(place: Locator) -> dict[str, str | None]:
    return {"platform": place.platform, "endpoint": place.endpoint, "name": place.name, "identity": place.identity,
            "digest": place.digest}  # fmt: skip


def _updates(missing: Sequence[MissingUpdate]) -> list[dict[str, str | None]]:
    return [{"id": one.id, "released": _day(one.released)} for one in missing]


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
