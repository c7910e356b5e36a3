"""The report for programs, schema `vmgate.report/v1`: the same shape always, also when nothing was found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vmgate.model.result import Verdict
from vmgate.report.encode import document, flat_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vmgate.model.exceptions import Waiver
    from vmgate.model.report import Input, Report, Result
    from vmgate.rule import Rule

SCHEMA = "vmgate.report/v1"


def write(report: Report, rules: Mapping[str, Rule]) -> str:  # noqa: ARG001  - every format is called alike
    """The report as JSON.

    Lines and columns count from 1, columns in characters, the end exclusive; they are null without a place in
    a source file. Results stay in the order in which they were judged.
    """
    head = {
        "schema": SCHEMA,
        "tool": {"name": "vmgate", "version": report.version},
        "as_of": report.as_of.isoformat(),
        "decision": report.decision.value,
        "exit_code": int(report.exit_code),
        "why": report.why or None,
        "inputs": [_input(source) for source in report.inputs],
        "summary": {verdict.value: report.count(verdict) for verdict in Verdict},
        "results": [],
    }
    return document(head, "results", flat_rows((_result(result) for result in report.results), indent=4))


def _exception(waiver: Waiver) -> dict[str, Any]:
    span = waiver.places.get("")
    return {
        "name": waiver.name,
        "form": "inline" if waiver.inline else "register",
        "file": waiver.file,
        "line": span.line if span else None,
        "reason": waiver.reason,
        "ticket": waiver.ticket,
        "approved_by": waiver.approved_by,
        "until": waiver.end.isoformat() if waiver.end else None,
    }


def _input(source: Input) -> dict[str, Any]:
    return {
        "path": source.path,
        "kind": source.kind.value,
        "sha256": source.sha256,
        "resources": source.resources,
        "judged": source.judged,
        "not_covered": list(source.not_covered),
        "unread": [{"name": part.name, "reason": part.reason, "fatal": part.fatal} for part in source.unread],
        "notes": list(source.notes),
    }


def _result(result: Result) -> dict[str, Any]:
    span = result.span
    return {
        "rule": result.rule,
        "slug": result.slug,
        "clause": result.clause,
        "severity": result.severity.value,
        "verdict": result.verdict.value,
        "address": result.address,
        "attribute": result.attribute,
        "message": result.message,
        "reason": result.reason,
        "file": span.file if span else None,
        "line": span.line if span else None,
        "column": span.column if span else None,
        "end_line": span.end_line if span else None,
        "end_column": span.end_column if span else None,
        "provider": result.provider,
        "input": result.input,
        "exception": _exception(result.exception) if result.exception else None,
        "fingerprint": result.fingerprint,
        "origin": [
            {
                "what": step.what,
                "file": step.span.file if step.span else None,
                "line": step.span.line if step.span else None,
            }
            for step in result.origin
        ],
    }
