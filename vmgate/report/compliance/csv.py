"""The compliance report as a table for spreadsheets: a row for each clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.model.result import Verdict
from vmgate.procedure import CLAUSES
from vmgate.report.csv import table

if TYPE_CHECKING:
    from vmgate.report.compliance import Compliance

COLUMNS = (
    "as_of", "organization", "clause", "title", "state", "judged", "pass", "fail", "unknown", "waived", "decided_by",
    "rules", "text",
)  # fmt: skip
_COUNTED = (Verdict.PASS, Verdict.FAIL, Verdict.UNKNOWN, Verdict.WAIVED)


def write(found: Compliance) -> str:
    """The report as CSV (RFC 4180) with a line of heads."""
    rows = [
        (
            found.report.as_of.isoformat(), found.organization, one.number, one.title, one.state, one.judged,
            *(one.counts.get(verdict, 0) for verdict in _COUNTED), " ".join(one.decided_by), " ".join(one.rules),
            CLAUSES[one.number].text,
        )
        for one in found.coverage.clauses
    ]  # fmt: skip
    return table(COLUMNS, rows)
