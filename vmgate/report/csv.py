"""A table for spreadsheets: one row for each result, and one for each part of an input that could not be read.
Where nothing was judged in a path that was given, a row with the verdict `no verdict` says so.

A cell that a spreadsheet would take for a formula begins with an apostrophe, which shows it as text.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from vmgate.procedure import CLAUSES
from vmgate.report.order import ordered, unsaid
from vmgate.report.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from vmgate.model.report import Report
    from vmgate.rule import Rule

COLUMNS = (
    "as_of", "decision", "input", "verdict", "severity", "rule", "slug", "clause", "title", "address", "attribute",
    "message", "reason", "exception", "file", "line", "fingerprint",
)  # fmt: skip

_FORMULA = ("=", "+", "-", "@")


def write(report: Report, rules: Mapping[str, Rule]) -> str:  # noqa: ARG001  - every format is called alike
    """The report as CSV (RFC 4180) with a line of heads; rows are the gravest first."""
    day, decision = report.as_of.isoformat(), report.decision.value
    return table(COLUMNS, ((day, decision, *row) for row in _rows(report)))


def table(heads: Sequence[str], rows: Iterable[Sequence[object]], end: str = "\r\n") -> str:
    """Heads and rows as a spreadsheet takes them, every cell for text. `end` closes a line."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator=end)
    writer.writerow(heads)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue()


def _rows(report: Report) -> Iterator[Sequence[object]]:
    for one in ordered(report.results):
        file, line = (one.span.file, one.span.line) if one.span else (None, None)
        title = CLAUSES[one.clause].title
        yield (
            report.inputs[one.input].path, one.verdict.value, one.severity.value, one.rule, one.slug, one.clause, title,
            one.address, one.attribute, one.message, one.reason,
            one.exception.account if one.exception else None, file, line, one.fingerprint,
        )  # fmt: skip
    for source in report.inputs:
        for part in source.unread:
            file, line = (part.span.file, part.span.line) if part.span else (None, None)
            yield (
                source.path, "unread", None, None, None, None, None, part.name, None, None, part.reason, None,
                file, line, None,
            )  # fmt: skip
    why = unsaid(report)
    if why:
        yield (
            None, report.decision.value, None, None, None, None, None, None, None, None, why, None, None, None, None,
        )  # fmt: skip


def _cell(value: object) -> str:
    """A value as a spreadsheet takes it for text."""
    text = "" if value is None else printable(str(value))
    return f"'{text}" if text.startswith(_FORMULA) else text
