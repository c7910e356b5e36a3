"""The compliance report as Markdown: for a wiki, a mail, a pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.model.result import Verdict
from vmgate.report.markdown import code, text
from vmgate.report.order import few

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vmgate.model.report import Result
    from vmgate.report.compliance import Compliance
    from vmgate.report.coverage import ClauseCoverage

_COUNTED = (Verdict.PASS, Verdict.FAIL, Verdict.UNKNOWN, Verdict.WAIVED)


def write(found: Compliance) -> str:
    """The report as GitHub-flavoured Markdown."""
    return "\n".join(_lines(found)) + "\n"


def _lines(found: Compliance) -> Iterator[str]:
    report = found.report
    whose = f" of {text(found.organization)}" if found.organization else ""
    yield f"# Compliance{whose} with the Virtual Server Security Procedure"
    yield ""
    yield f"As of {report.as_of.isoformat()}, by vmgate {report.version}: **{report.decision.value}**."
    yield ""
    for one in report.inputs:
        counts = f"{one.resources} resources, {one.judged} judged"
        yield f"- {one.kind.value} {code(one.path)}, sha256 {code(one.sha256[:16])}: {counts}"
    yield from (
        "",
        "| Clause | State | Judged | Pass | Fail | Unknown | Waived |",
        "|---|---|--:|--:|--:|--:|--:|",
    )
    for clause in found.coverage.clauses:
        cells = " | ".join(str(clause.counts.get(verdict, 0)) for verdict in _COUNTED)
        yield f"| {clause.number} {clause.title} | {clause.state} | {clause.judged} | {cells} |"
    for clause in found.coverage.clauses:
        yield from _clause(found, clause)
    yield from _evidence(found)
    yield from _runs(found)


def _clause(found: Compliance, clause: ClauseCoverage) -> Iterator[str]:
    faults = found.faults(clause)
    if faults:
        yield from ("", f"## {clause.number} {clause.title}", "")
        yield from (_fault(fault) for fault in faults)


def _fault(fault: Sequence[Result]) -> str:
    first = fault[0]
    why = f": {text(first.reason)}" if first.reason else ""
    by = f" — {text(first.exception.account)}" if first.exception else ""
    place = f" at {code(f'{first.span.file}:{first.span.line}')}" if first.span else ""
    names = ", ".join(
        name if name.startswith("and ") else code(name) for name in few([one.address for one in fault])
    )
    return f"- **{first.verdict.value}** {first.rule}: {text(first.message)}{why}{by} ({names}{place})"


def _evidence(found: Compliance) -> Iterator[str]:
    due = [one for one in found.evidence if one.due]
    if due:
        yield from ("", "## Evidence that is due", "")
        yield from (f"- {one.clause} {text(one.about)}: {text(one.lack)}" for one in due)


def _runs(found: Compliance) -> Iterator[str]:
    if found.recorded is not None:
        yield from ("", "## Recorded runs", "", f"{found.recorded} runs of the gate are on record.")
        if found.runs:
            yield from (
                "",
                "| Entry | Written | As of | Decision | Fail | Unknown |",
                "|--:|---|---|---|--:|--:|",
            )
        for one in found.runs:
            fail, unknown = one.counts.get("fail", 0), one.counts.get("unknown", 0)
            yield f"| {one.seq} | {text(one.at)} | {text(one.as_of)} | {text(one.decision)} | {fail} | {unknown} |"
