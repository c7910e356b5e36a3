"""The compliance report as OSCAL assessment results (NIST, 1.1.2), for tools of governance.

A clause of the procedure is a control, named by its number in small letters. OSCAL knows satisfied and not satisfied
only: what is unknown is not satisfied, and the remarks say so; what had nothing to judge has no finding. Identifiers
are made from what they stand for, so that a report is the same every time.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

from vmgate.model.result import Verdict
from vmgate.procedure import CLAUSES
from vmgate.report.printable import printable

if TYPE_CHECKING:
    from vmgate.model.report import Result
    from vmgate.report.compliance import Compliance
    from vmgate.report.coverage import ClauseCoverage

VERSION = "1.1.2"
_SPACE = UUID("6f1c3a52-1f0e-5c4b-9a59-5d1f5a3a7c10")


def write(found: Compliance) -> str:
    """The report as an OSCAL document in JSON."""
    report = found.report
    moment = f"{report.as_of.isoformat()}T00:00:00Z"
    run = f"{moment}|" + "|".join(f"{one.kind.value}:{one.sha256}" for one in report.inputs)
    plan = _id("procedure")
    judged = [one for one in found.coverage.clauses if one.judged]
    result: dict[str, Any] = {
        "uuid": _id(f"result|{run}"),
        "title": "vmgate",
        "description": f"What vmgate {report.version} found: {report.decision.value}.",
        "start": moment,
        "end": moment,
        "reviewed-controls": {
            "control-selections": [
                {"include-controls": [{"control-id": _control(one)} for one in found.coverage.clauses]}
            ]
        },
    }
    observations = [
        _observation(one, moment, report.inputs[one.input].path)
        for clause in judged
        for fault in found.faults(clause)
        for one in fault
    ]
    if observations:
        result["observations"] = observations
    if judged:
        result["findings"] = [_finding(found, one, run) for one in judged]
    document = {
        "assessment-results": {
            "uuid": _id(f"document|{run}"),
            "metadata": {
                "title": "Compliance with the Virtual Server Security Procedure",
                "last-modified": moment,
                "version": report.as_of.isoformat(),
                "oscal-version": VERSION,
            },
            "import-ap": {"href": f"#{plan}"},
            "results": [result],
            "back-matter": {
                "resources": [
                    {
                        "uuid": plan,
                        "title": "Virtual Server Security Procedure",
                        "description": "Clauses C02 to C39, each as one control.",
                    }
                ]
            },
        }
    }
    return json.dumps(document, indent=2) + "\n"


def _id(text: str) -> str:
    return str(uuid5(_SPACE, text.encode("utf-8", "backslashreplace").decode()))


def _control(clause: ClauseCoverage) -> str:
    return clause.number.lower()


def _observation(one: Result, moment: str, path: str) -> dict[str, Any]:
    place = f"{one.span.file}:{one.span.line}" if one.span else path
    told = one.message if one.reason is None else f"{one.message}: {one.reason}"
    observation: dict[str, Any] = {
        "uuid": _observed(one),
        "title": one.rule,
        "description": printable(told),
        "props": [
            {"name": "verdict", "value": one.verdict.value},
            {"name": "severity", "value": one.severity.value},
            {"name": "clause", "value": one.clause},
        ],
        "methods": ["TEST"],
        "types": ["finding"],
        "subjects": [
            {"subject-uuid": _id(f"resource|{one.address}"), "type": "resource", "title": printable(one.address)}
        ],
        "relevant-evidence": [{"description": printable(place)}],
        "collected": moment,
    }  # fmt: skip
    if one.exception:
        observation["remarks"] = printable(f"waived by {one.exception.account}")
    return observation


def _observed(one: Result) -> str:
    return _id(f"observation|{one.input}|{one.verdict.value}|{one.fingerprint}|{one.address}|{one.message}")


def _finding(found: Compliance, clause: ClauseCoverage, run: str) -> dict[str, Any]:
    open_ = clause.counts.get(Verdict.FAIL, 0) + clause.counts.get(Verdict.UNKNOWN, 0)
    counts = ", ".join(f"{count} {verdict.value}" for verdict, count in clause.counts.items())
    finding: dict[str, Any] = {
        "uuid": _id(f"finding|{clause.number}|{run}"),
        "title": f"{clause.number} {clause.title}",
        "description": CLAUSES[clause.number].text,
        "target": {
            "type": "objective-id",
            "target-id": _control(clause),
            "status": {"state": "not-satisfied" if open_ else "satisfied"},
        },
        "remarks": f"{clause.state}: {counts}",
    }
    related = [{"observation-uuid": _observed(one)} for fault in found.faults(clause) for one in fault]
    if related:
        finding["related-observations"] = related
    return finding
