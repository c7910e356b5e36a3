"""The compliance report (C38): clause by clause what was found, and what shows it. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING

from vmgate.errors import UsageError
from vmgate.model.result import Verdict
from vmgate.report.order import grouped, ordered, same_fault

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from vmgate.model.report import Report, Result
    from vmgate.report.coverage import ClauseCoverage, Coverage
    from vmgate.report.evidence import Line
    from vmgate.rule import Rule

    Writer = Callable[["Compliance"], str]

FORMATS = {
    "markdown": "vmgate.report.compliance.markdown",
    "html": "vmgate.report.compliance.html",
    "json": "vmgate.report.compliance.json",
    "csv": "vmgate.report.compliance.csv",
    "oscal": "vmgate.report.compliance.oscal",
}
"""The module of every format, by the name that `--format` takes."""

SCHEMA = "vmgate.compliance/v1"


@dataclass(frozen=True, slots=True)
class RecordedRun:
    """A run of the gate that the ledger holds: when it was written, and what it came to."""

    seq: int
    at: str
    as_of: str
    decision: str
    counts: Mapping[str, int]
    inputs: Sequence[str] = ()


@dataclass(frozen=True)
class Compliance:
    """Everything that the report tells. `runs` are the newest that are recorded, of `recorded` in all; `evidence` is
    what the register is due for.
    """

    organization: str
    report: Report
    coverage: Coverage
    rules: Mapping[str, Rule]
    evidence: Sequence[Line] = ()
    runs: Sequence[RecordedRun] = ()
    recorded: int | None = None
    _by_clause: dict[str, list[Result]] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        for result in ordered(self.report.results):
            if result.verdict is not Verdict.PASS:
                self._by_clause.setdefault(result.clause, []).append(result)

    def faults(self, clause: ClauseCoverage) -> list[list[Result]]:
        """What was found under a clause but passes, what is one fault in the source together, the gravest first."""
        return grouped(self._by_clause.get(clause.number, ()), same_fault)

    @property
    def waived(self) -> list[Result]:
        """What exceptions cover."""
        return [one for one in ordered(self.report.results) if one.verdict is Verdict.WAIVED]


def writer(name: str) -> Writer:
    """The function that writes a compliance report in a format. Raises `UsageError` for a name that is no format's."""
    if name not in FORMATS:
        raise UsageError(f"there is no format {name!r} of the report: choose one of {', '.join(FORMATS)}")
    write: Writer = import_module(FORMATS[name]).write
    return write
