"""The log of running machines in the forms that people and programs read. Pure."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from vmgate.model.running import Power
from vmgate.report.csv import table
from vmgate.report.ink import BOLD, DIM, GREEN, RED, YELLOW, Ink
from vmgate.report.printable import columns, padded, printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from vmgate.model.running import Difference, LoggedMachine, RunningRecord

FORMATS = ("text", "json", "csv")
LIST_SCHEMA = "vmgate.inventory-list/v1"
DIFF_SCHEMA = "vmgate.inventory-diff/v1"
UNUSED_SCHEMA = "vmgate.inventory-unused/v1"

_COLUMNS = (
    "power", "name", "unused", "dormant", "template", "template_now", "guest", "platform", "endpoint", "identity",
    "path", "address", "source", "as_of",
)  # fmt: skip
_POWER = {Power.ON: GREEN, Power.OFF: DIM, Power.UNKNOWN: YELLOW}


def counts(machines: Sequence[LoggedMachine]) -> str:
    """How many there are: `12 machines: 10 on, 2 off; 1 unused, 3 dormant`."""
    powers = {power.value: sum(one.power is power for one in machines) for power in Power}
    told = ", ".join(f"{count} {power}" for power, count in powers.items() if count or power != Power.UNKNOWN)
    unused_ = sum(one.unused is not None for one in machines)
    dormant = sum(one.dormant is not None for one in machines)
    noun = "machine" if len(machines) == 1 else "machines"
    return f"{len(machines)} {noun}: {told}; {unused_} unused, {dormant} dormant"


def listing(
    records: Sequence[RunningRecord],
    withdrawn: Mapping[str, str],
    day: date,
    format_: str,
    *,
    everything: bool,
    color: bool = False,
) -> str:
    """What runs, as of a day; with `everything`, what is powered off too. `withdrawn` says by address what has become
    of a machine's template since.
    """
    rows = [
        _row(record, machine, withdrawn)
        for record in records
        for machine in record.machines
        if everything or machine.power is not Power.OFF
    ]
    if format_ == "json":
        return _json({"schema": LIST_SCHEMA, "as_of": day.isoformat(), "machines": rows})
    if format_ == "csv":
        return _csv(rows)
    ink = Ink(color)
    head = [ink(f"Running machines on {day}", BOLD)]
    head += [f"  recorded {one.as_of}  {printable(one.source)}  {counts(one.machines)}" for one in records]
    if not records:
        return f"{head[0]}\n  nothing is recorded\n"
    table = [("power", "name", "marks", "template", "endpoint", "identity", "address")]
    table += [
        (
            row["power"], row["name"], _marks(row), row["template"] + _since(row), row["endpoint"],
            row["identity"], row["address"],
        )
        for row in rows
    ]  # fmt: skip
    paint = {power.value: code for power, code in _POWER.items()}
    return "\n".join([*head, "", *_table(table, ink, paint)]) + "\n"


def changes(
    found: Sequence[Difference], between: tuple[str, str], format_: str, *, color: bool = False
) -> str:
    """How two records differ."""
    rows = [
        {
            "what": one.what, "name": one.machine.name or "", "address": one.machine.address,
            "identity": one.machine.identity or "", "before": one.before, "after": one.after,
        }
        for one in found
    ]  # fmt: skip
    if format_ == "json":
        return _json({"schema": DIFF_SCHEMA, "from": between[0], "to": between[1], "differences": rows})
    if format_ == "csv":
        return _csv(rows, ("what", "name", "before", "after", "identity", "address"))
    ink = Ink(color)
    head = ink(f"From {printable(between[0])} to {printable(between[1])}", BOLD)
    if not rows:
        return f"{head}\n  no difference\n"
    table = [("what", "name", "change", "identity", "address")]
    table += [(row["what"], row["name"], _change(row), row["identity"], row["address"]) for row in rows]
    return "\n".join([head, "", *_table(table, ink, {"appeared": GREEN, "gone": RED})]) + "\n"


def unused(
    running: Sequence[LoggedMachine],
    undecided: Sequence[LoggedMachine],
    dormant: Sequence[LoggedMachine],
    day: date,
    format_: str,
    *,
    color: bool = False,
) -> str:
    """The machines that are marked unused and run, those of which it cannot be told, and the dormant ones."""
    parts = (("unused and running", running), ("undecided", undecided), ("dormant", dormant))
    rows = [
        {
            "state": state, "power": one.power.value, "name": one.name or "", "mark": one.unused or one.dormant or "",
            "doubt": one.doubt or "", "identity": one.identity or "", "address": one.address,
        }
        for state, machines in parts
        for one in machines
    ]  # fmt: skip
    if format_ == "json":
        return _json({"schema": UNUSED_SCHEMA, "as_of": day.isoformat(), "machines": rows})
    if format_ == "csv":
        return _csv(rows, ("state", "power", "name", "mark", "doubt", "identity", "address"))
    ink = Ink(color)
    lines = [ink(f"Unused and dormant machines on {day}", BOLD)]
    for (state, machines), code in zip(parts, (RED, YELLOW, DIM), strict=True):
        lines += ["", ink(f"{state}: {len(machines) or 'none'}", code if machines else "0")]
        for one in machines:
            why = one.unused or one.dormant or one.doubt or "whether it runs is not told"
            lines.append(
                f"  {printable(one.shown)}  {one.power.value}  {printable(why)}  {printable(one.address)}"
            )
    return "\n".join(lines) + "\n"


def _row(record: RunningRecord, one: LoggedMachine, withdrawn: Mapping[str, str]) -> dict[str, str]:
    return {
        "power": one.power.value,
        "name": one.name or "",
        "unused": one.unused or "",
        "dormant": one.dormant or "",
        "template": str(one.template or ""),
        "template_now": withdrawn.get(one.address, ""),
        "guest": one.guest or "",
        "platform": one.platform,
        "endpoint": one.endpoint or "",
        "identity": one.identity or "",
        "path": one.path or "",
        "address": one.address,
        "source": record.source,
        "as_of": record.as_of.isoformat(),
    }


def _marks(row: Mapping[str, str]) -> str:
    return " ".join(word for word in ("unused", "dormant") if row[word])


def _since(row: Mapping[str, str]) -> str:
    now = row["template_now"]
    return f" ({now.rpartition(' ')[2]})" if now else ""


def _change(row: Mapping[str, str]) -> str:
    return f"{row['before']} -> {row['after']}" if row["before"] or row["after"] else ""


def _table(rows: Sequence[tuple[str, ...]], ink: Ink, paint: Mapping[str, str]) -> Iterable[str]:
    """Rows below their heads; a column that is empty throughout is left out."""
    shown = [tuple(printable(cell) for cell in row) for row in rows]
    kept = [number for number in range(len(shown[0])) if any(row[number] for row in shown[1:])]
    widths = [max(columns(row[number]) for row in shown) for number in kept]
    for line, row in enumerate(shown):
        cells = [padded(row[number], width) for number, width in zip(kept, widths, strict=True)]
        if line == 0:
            yield ink("  ".join(cells).rstrip(), DIM)
        else:
            first = ink(cells[0], paint.get(cells[0].strip(), "0")) if cells[0].strip() in paint else cells[0]
            yield "  ".join([first, *cells[1:]]).rstrip()


def _json(document: Mapping[str, Any]) -> str:
    return json.dumps(document, indent=2) + "\n"


def _csv(rows: Iterable[Mapping[str, str]], names: Sequence[str] = _COLUMNS) -> str:
    return table(names, ([row[name] for name in names] for row in rows), end="\n")
