"""The templates that are in use, for people and for programs. Pure."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from vmgate.report.ink import BOLD, CYAN, DIM, GREEN, RED, Ink
from vmgate.report.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from vmgate.vocabulary.in_use import InUse, TemplateInUse

SCHEMA = "vmgate.templates-in-use/v1"
_LISTED = 3
_GOOD = ("approved", "deprecated")


def as_json(found: InUse, as_of: date) -> str:
    """All of it, machine by machine."""
    document = {
        "schema": SCHEMA,
        "as_of": as_of.isoformat(),
        "templates": [_entry(one) for one in found.templates],
        "untold": [{"address": address, "reason": reason} for address, reason in found.untold],
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def as_text(found: InUse, *, color: bool) -> str:
    """A paragraph for each template: where it stands, and the first of its machines."""
    return "".join(f"{line}\n" for line in _lines(found, Ink(color)))


def _lines(found: InUse, ink: Ink) -> Iterator[str]:
    for one in found.templates:
        where = ", ".join(filter(None, (one.platform, one.endpoint, one.identity if one.name else None)))
        yield f"{ink(printable(one.title), BOLD)}  {ink(printable(where), DIM)}"
        for record in one.records:
            yield f"  {record}: {ink(record.state, GREEN if record.state in _GOOD else RED)}"
        if one.problem:
            yield f"  {ink(printable(one.problem), CYAN if 'no template registry' in one.problem else RED)}"
        yield f"  {_machines(one)}"
    for address, reason in found.untold:
        yield f"{printable(address)}: {ink(f'its template cannot be told: {printable(reason)}', CYAN)}"
    known = sum(1 for one in found.templates if one.records)
    yield f"{len(found.templates)} templates in use, {known} of them on record."


def _machines(one: TemplateInUse) -> str:
    shown = [printable(address) for address in one.machines[:_LISTED]]
    more = len(one.machines) - len(shown)
    count = f"{len(one.machines)} machine{'s' if len(one.machines) != 1 else ''}"
    return f"{count}: {', '.join(shown)}{f' and {more} more' if more else ''}"


def _entry(one: TemplateInUse) -> dict[str, Any]:
    return {
        "platform": one.platform,
        "endpoint": one.endpoint,
        "name": one.name,
        "identity": one.identity,
        "records": [
            {"name": record.name, "version": record.version, "state": record.state, "path": record.path}
            for record in one.records
        ],
        "problem": one.problem or None,
        "systems": sorted(map(str, one.systems)),
        "machines": one.machines,
    }
