"""The compliance report for programs, schema `vmgate.compliance/v1`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from vmgate.procedure import CLAUSES
from vmgate.report.compliance import SCHEMA

if TYPE_CHECKING:
    from vmgate.model.report import Result
    from vmgate.report.compliance import Compliance
    from vmgate.report.coverage import ClauseCoverage


def write(found: Compliance) -> str:
    """The report as JSON."""
    report = found.report
    document = {
        "schema": SCHEMA,
        "tool": {"name": "vmgate", "version": report.version},
        "organization": found.organization or None,
        "as_of": report.as_of.isoformat(),
        "decision": report.decision.value,
        "inputs": [
            {"path": one.path, "kind": one.kind.value, "sha256": one.sha256, "resources": one.resources,
             "judged": one.judged, "not_covered": list(one.not_covered)}
            for one in report.inputs
        ],
        "clauses": [_clause(found, one) for one in found.coverage.clauses],
        "evidence": [
            {"clause": one.clause, "about": one.about, "due": one.due, "days_left": one.days,
             "problem": one.lack or None, "path": one.path or None}
            for one in found.evidence
        ],
        "runs": [
            {"entry": one.seq, "at": one.at, "as_of": one.as_of, "decision": one.decision,
             "summary": dict(one.counts), "inputs": list(one.inputs)}
            for one in found.runs
        ],
        "runs_recorded": found.recorded,
    }  # fmt: skip
    return json.dumps(document, indent=2) + "\n"


def _clause(found: Compliance, one: ClauseCoverage) -> dict[str, Any]:
    return {
        "clause": one.number,
        "title": one.title,
        "text": CLAUSES[one.number].text,
        "state": one.state,
        "rules": list(one.rules),
        "judged": one.judged,
        **{verdict.value: count for verdict, count in sorted(one.counts.items(), key=lambda item: item[0].value)},
        "findings": [_finding(result) for fault in found.faults(one) for result in fault],
    }  # fmt: skip


def _finding(result: Result) -> dict[str, Any]:
    return {
        "rule": result.rule,
        "verdict": result.verdict.value,
        "severity": result.severity.value,
        "address": result.address,
        "attribute": result.attribute,
        "message": result.message,
        "reason": result.reason,
        "file": result.span.file if result.span else None,
        "line": result.span.line if result.span else None,
        "exception": result.exception.account if result.exception else None,
        "fingerprint": result.fingerprint,
    }
