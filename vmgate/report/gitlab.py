"""GitLab's code quality report: findings that a merge request shows beside the lines.

GitLab wants a place in a file for every entry and tells entries apart by their fingerprint. What has no place in the
source stands at the input it was found in. Unknowns and waived failures are of the least severity that GitLab has, the
latter with their exception; passes are left out.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from vmgate.errors import ExitCode
from vmgate.model.result import Severity, Verdict
from vmgate.procedure import CLAUSES
from vmgate.report.order import ordered, tally, unsaid
from vmgate.report.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from vmgate.model.position import Span
    from vmgate.model.report import Report, Result
    from vmgate.rule import Rule

_SEVERITIES: Mapping[Severity, str] = {
    Severity.HIGH: "critical",
    Severity.MEDIUM: "major",
    Severity.LOW: "minor",
}


def write(report: Report, rules: Mapping[str, Rule]) -> str:  # noqa: ARG001  - every format is called alike
    """The report as a JSON array of issues, the gravest first."""
    issues = list(_issues(report))
    harmless = all(one["severity"] == "info" for one in issues)
    if unsaid(report) or (report.exit_code is not ExitCode.OPEN and harmless):
        # Whoever looks at this file only never sees nothing for a gate that is not open.
        why = report.why or tally(report)
        issues.append(_issue("gate", why, "blocker", _place(None, _first_path(report)), why))
    return json.dumps(issues, indent=2) + "\n"


def _first_path(report: Report) -> str:
    return report.inputs[0].path if report.inputs else "."


def _issues(report: Report) -> Iterator[dict[str, Any]]:
    for result in ordered(report.results):
        if result.verdict is not Verdict.PASS:
            yield _of_result(result, report.inputs[result.input].path)
    for source in report.inputs:
        for part in source.unread:
            name = f"{part.name}: {part.reason}"
            yield _issue(
                "unread", name, "blocker" if part.fatal else "info", _place(part.span, source.path), name
            )


def _of_result(result: Result, path: str) -> dict[str, Any]:
    told = result.message if result.reason is None else f"{result.message}: {result.reason}"
    if result.verdict is Verdict.WAIVED and result.exception:
        told += f": waived by {result.exception.account}"
    clause = f"{result.clause} {CLAUSES[result.clause].title}"
    severity = {Verdict.FAIL: _SEVERITIES[result.severity], Verdict.CRASH: "blocker"}.get(
        result.verdict, "info"
    )
    return _issue(
        result.rule, f"{told} ({result.address}; {clause})", severity, _place(result.span, path), result.fingerprint
    )  # fmt: skip


def _place(span: Span | None, path: str) -> dict[str, Any]:
    line = {"begin": 1} if span is None else {"begin": span.line, "end": span.end_line}
    return {"path": printable(path if span is None else span.file), "lines": line}


def _issue(name: str, text: str, severity: str, place: Mapping[str, Any], fingerprint: str) -> dict[str, Any]:
    identity = f"{name}\0{fingerprint}".encode("utf-8", "surrogatepass")
    return {
        "type": "issue",
        "check_name": name,
        "description": printable(text),
        "categories": ["Security"],
        "severity": severity,
        "fingerprint": hashlib.sha256(identity).hexdigest(),
        "location": place,
    }
