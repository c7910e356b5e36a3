"""SARIF 2.1.0 (OASIS, errata 01), for code scanning and every viewer that reads it.

What maps to what, by the sections of the standard:

- A failure is `kind: "fail"` with `level` error, warning or note for high, medium or low severity.
- An unknown is `kind: "open"` (there was not enough to decide, 3.27.9); any kind but "fail" requires level
  "none" (3.27.10).
- A waived failure is a failure with an accepted suppression (3.35), which is "inSource" for a comment and "external"
  for the register. A pass is `kind: "pass"`.
- A crash is no result: it is an execution notification of level error, and the invocation was not successful
  (3.20.14, 3.20.21).
- A part of an input that was not read is an execution notification if that leaves no verdict, else a
  configuration notification.
- Regions end exclusively and count columns in characters (`columnKind`, 3.14.17), as spans do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from vmgate.errors import ExitCode
from vmgate.model.result import Severity, Verdict
from vmgate.report.encode import document, row

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from vmgate.model.estate import Unread
    from vmgate.model.exceptions import Waiver
    from vmgate.model.position import Span
    from vmgate.model.report import Report, Result
    from vmgate.rule import Rule

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

_LEVEL = {Severity.HIGH: "error", Severity.MEDIUM: "warning", Severity.LOW: "note"}
_KIND = {Verdict.FAIL: "fail", Verdict.WAIVED: "fail", Verdict.UNKNOWN: "open", Verdict.PASS: "pass"}
# GitHub sorts alerts of rules tagged "security" by this number, in the bands of CVSS.
_SECURITY_SEVERITY = {Severity.HIGH: "8.0", Severity.MEDIUM: "5.5", Severity.LOW: "3.0"}


def write(report: Report, rules: Mapping[str, Rule]) -> str:
    """The report as one SARIF run. All of `rules` are listed, so that a reader sees what was asked."""
    log = _Log(report, rules)
    results = [row(log.result(result)) for result in report.results if result.verdict is not Verdict.CRASH]
    invocation = log.invocation()
    run = {
        "tool": {"driver": {"name": "vmgate", "version": report.version, "rules": log.descriptors}},
        "invocations": [invocation],
        "artifacts": log.artifacts,
        "columnKind": "unicodeCodePoints",
        "properties": {"asOf": report.as_of.isoformat(), "decision": report.decision.value},
        "results": [],
    }
    return document({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, "results", results)


def uri(path: str) -> str:
    """A path as a URI reference: relative stays relative, and what a URI cannot hold is %-encoded.

    The bytes of a name that is not UTF-8 are encoded as they are on disk.
    """
    path = path.removeprefix("./") or "."
    try:
        name = path.encode(errors="surrogateescape")
    except UnicodeEncodeError:
        name = path.encode(errors="surrogatepass")
    return f"file://{quote(name)}" if path.startswith("/") else quote(name)


class _Log:
    """Collects the artifacts and rules that results refer to by index."""

    def __init__(self, report: Report, rules: Mapping[str, Rule]) -> None:
        self.report = report
        self.artifacts: list[dict[str, Any]] = []
        self.descriptors: list[dict[str, Any]] = []
        self._artifact_index: dict[str, int] = {}
        self._rule_index: dict[str, int] = {}
        for source in report.inputs:
            index = self._artifact(source.path)
            if source.sha256:
                self.artifacts[index]["hashes"] = {"sha-256": source.sha256}
        for rule in sorted(rules.values(), key=lambda rule: rule.id):
            self._add_rule(rule.id, _descriptor(rule))

    def result(self, result: Result) -> dict[str, Any]:
        """A result object (3.27)."""
        kind = _KIND[result.verdict]
        message = f"{result.message}: {result.reason}" if result.reason else result.message
        properties = {"attribute": result.attribute, "verdict": result.verdict.value}
        found: dict[str, Any] = {
            "ruleId": result.rule,
            "ruleIndex": self._rule(result),
            "kind": kind,
            "level": _LEVEL[result.severity] if kind == "fail" else "none",
            "message": {"text": message or "in order"},
            "locations": [self._location(result)],
            "partialFingerprints": {"vmgate/v1": result.fingerprint},
            "properties": properties | ({"reason": result.reason} if result.reason else {}),
        }
        if result.verdict is Verdict.WAIVED:
            found["suppressions"] = [_suppression(result.exception)]
        return found

    def invocation(self) -> dict[str, Any]:
        """The one invocation object (3.20): how the run went, and what it could not look at."""
        report = self.report
        execution = [self._crash(result) for result in report.results if result.verdict is Verdict.CRASH]
        configuration: list[dict[str, Any]] = []
        for source in report.inputs:
            for part in source.unread:
                (execution if part.fatal else configuration).append(self._unread(part, source.path))
            execution += [_notification(note, "note") for note in source.notes]
        why = f": {report.why}" if report.why else ""
        succeeded = report.exit_code is not ExitCode.NO_VERDICT and not report.count(Verdict.CRASH)
        return {
            "executionSuccessful": succeeded,
            "exitCode": int(report.exit_code),
            "exitCodeDescription": f"{report.decision.value}{why}",
            "toolExecutionNotifications": execution,
            "toolConfigurationNotifications": configuration,
        }

    def _crash(self, result: Result) -> dict[str, Any]:
        found = _notification(result.message, "error")
        found["locations"] = [self._location(result)]
        found["associatedRule"] = {"id": result.rule, "index": self._rule(result)}
        return found

    def _unread(self, part: Unread, path: str) -> dict[str, Any]:
        text = f"{part.name} was not judged: {part.reason}"
        found = _notification(text, "error" if part.fatal else "warning")
        found["locations"] = [{"physicalLocation": self._physical(part.span, path)}]
        return found

    def _location(self, result: Result) -> dict[str, Any]:
        return {
            "physicalLocation": self._physical(result.span, self.report.inputs[result.input].path),
            "logicalLocations": [{"fullyQualifiedName": result.address, "kind": "resource"}],
        }

    def _physical(self, span: Span | None, otherwise: str) -> dict[str, Any]:
        """The place in the source file, or the input itself; never the lines of the one in the other."""
        index = self._artifact(span.file if span else otherwise)
        place: dict[str, Any] = {
            "artifactLocation": {"uri": self.artifacts[index]["location"]["uri"], "index": index}
        }
        if span:
            place["region"] = {
                "startLine": span.line,
                "startColumn": span.column,
                "endLine": span.end_line,
                "endColumn": span.end_column,
            }
        return place

    def _artifact(self, path: str) -> int:
        known = self._artifact_index.get(path)
        if known is not None:
            return known
        location = {"uri": uri(path)}
        # "a.tf" and "./a.tf" are one artifact.
        same = [index for index, artifact in enumerate(self.artifacts) if artifact["location"] == location]
        if not same:
            self.artifacts.append({"location": location})
        self._artifact_index[path] = same[0] if same else len(self.artifacts) - 1
        return self._artifact_index[path]

    def _rule(self, result: Result) -> int:
        index = self._rule_index.get(result.rule)
        if index is None:
            return self._add_rule(result.rule, {"id": result.rule, "name": result.slug})
        return index

    def _add_rule(self, rule: str, descriptor: dict[str, Any]) -> int:
        index = self._rule_index[rule] = len(self.descriptors)
        self.descriptors.append(descriptor)
        return index


def _suppression(waiver: Waiver | None) -> dict[str, Any]:
    kind = "inSource" if waiver is not None and waiver.inline else "external"
    justification = {"justification": waiver.account} if waiver is not None else {}
    return {"kind": kind, "status": "accepted", **justification}


def _notification(text: str, level: str) -> dict[str, Any]:
    return {"message": {"text": text}, "level": level}


def _descriptor(rule: Rule) -> dict[str, Any]:
    """A reportingDescriptor (3.49) with the rule's page."""
    page = rule.page()
    return {
        "id": rule.id,
        "name": rule.slug,
        "shortDescription": {"text": page.title},
        "fullDescription": {"text": page.sections["Why"]},
        "help": {"text": page.sections["Fix"], "markdown": "\n\n".join(_help(page.sections))},
        "defaultConfiguration": {"level": _LEVEL[rule.severity]},
        "properties": {
            "tags": ["security", rule.clause, rule.severity.value],
            "clause": rule.clause,
            "severity": rule.severity.value,
            "security-severity": _SECURITY_SEVERITY[rule.severity],
        },
    }


def _help(sections: Mapping[str, str]) -> Iterator[str]:
    yield sections["Fix"]
    for heading in ("Bad", "Good"):
        yield f"**{heading}**"
        yield sections[heading]
