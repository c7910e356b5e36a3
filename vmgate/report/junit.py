"""JUnit XML, for the test reports of CI servers.

One suite for each input, one case for each result that is listed. A failure is `<failure>`, a crash is
`<error>`. An unknown is `<skipped>` with its reason: consumers count an error as a failure, while a skipped
test is one that was not decided, which is what unknown means. A waived failure is skipped too, naming its
exception. Passes that are not listed are counted in the property `passed` (of the whole run).

A part of an input that could not be read is a case of its own: an error if that leaves no verdict, else
skipped. Where the gate does not open and no case says why (unknowns alone shut it, nothing was judged in a
path that was given), a case `gate` is an error, so that who looks only at this file never sees green for a
gate that is not open, and knows why.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from vmgate.errors import ExitCode
from vmgate.model.result import Verdict
from vmgate.procedure import CLAUSES
from vmgate.report.order import ordered, tally, unsaid
from vmgate.report.printable import printable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vmgate.model.estate import Unread
    from vmgate.model.report import Input, Report, Result
    from vmgate.rule import Rule

_OUTCOMES = {"failures": "failure", "errors": "error", "skipped": "skipped"}


def write(report: Report, rules: Mapping[str, Rule]) -> str:  # noqa: ARG001  - every format is called alike
    """The report as JUnit XML. Characters that XML forbids are written as escapes."""
    root = ET.Element("testsuites", name="vmgate")
    results = ordered(report.results)
    for index, source in enumerate(report.inputs):
        suite = _suite(root, source.path)
        _properties(suite, source, report)
        for result in results:
            if result.input == index:
                _case(suite, result)
        for part in source.unread:
            _unread(suite, part)
        _count(suite)
    says_so = root.find(".//failure") is not None or root.find(".//error") is not None
    if unsaid(report) or (report.exit_code is not ExitCode.OPEN and not says_so):
        suite = _suite(root, "vmgate")
        case = ET.SubElement(suite, "testcase", classname="vmgate", name="gate", time="0")
        message = printable(report.why or tally(report))
        ET.SubElement(case, "error", type=report.decision.value, message=message)
        _count(suite)
    _count(root)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _suite(root: ET.Element, name: str) -> ET.Element:
    return ET.SubElement(root, "testsuite", name=printable(name))


def _properties(suite: ET.Element, source: Input, report: Report) -> None:
    listed = ET.SubElement(suite, "properties")
    values = {
        "kind": source.kind.value,
        "as_of": report.as_of.isoformat(),
        "decision": report.decision.value,
        "passed": report.count(Verdict.PASS),
        "resources": source.resources,
        "judged": source.judged,
        "not_covered": len(source.not_covered),
    }
    for name, value in values.items():
        ET.SubElement(listed, "property", name=name, value=str(value))


def _case(suite: ET.Element, result: Result) -> None:
    attribute = f" {result.attribute}" if result.attribute else ""
    case = ET.SubElement(
        suite, "testcase",
        classname=printable(f"{result.rule}.{result.slug}"),
        name=printable(f"{result.address}{attribute}"),
        time="0",
    )  # fmt: skip
    if result.span:
        case.set("file", printable(result.span.file))
        case.set("line", str(result.span.line))
    message = printable(result.message)
    if result.verdict is Verdict.FAIL:
        ET.SubElement(case, "failure", type=result.severity.value, message=message).text = _text(result)
    elif result.verdict is Verdict.CRASH:
        ET.SubElement(case, "error", type="crash", message=message).text = _text(result)
    elif result.verdict is Verdict.UNKNOWN:
        reason = f"{message}: {printable(result.reason)}" if result.reason else message
        ET.SubElement(case, "skipped", message=reason)
    elif result.verdict is Verdict.WAIVED:
        waiver = result.exception.account if result.exception else "an exception"
        ET.SubElement(case, "skipped", message=f"{message}: waived by {printable(waiver)}")


def _text(result: Result) -> str:
    """What a reader of the case needs beside the message."""
    span = result.span
    clause = CLAUSES.get(result.clause)
    lines = [
        f"resource: {result.address}",
        f"attribute: {result.attribute}" if result.attribute else "",
        f"place: {span.file}:{span.line}:{span.column}" if span else "",
        f"clause: {result.clause} {clause.title}" if clause else f"clause: {result.clause}",
        f"help: vmgate explain {result.rule}",
    ]
    return "\n".join(printable(line) for line in lines if line)


def _unread(suite: ET.Element, part: Unread) -> None:
    case = ET.SubElement(suite, "testcase", classname="vmgate.unread", name=printable(part.name), time="0")
    if part.span:
        case.set("file", printable(part.span.file))
        case.set("line", str(part.span.line))
    reason = printable(part.reason)
    if part.fatal:
        ET.SubElement(case, "error", type="unread", message=reason)
    else:
        ET.SubElement(case, "skipped", message=reason)


def _count(element: ET.Element) -> None:
    """The totals that consumers read from the element's attributes."""
    element.set("tests", str(sum(1 for _ in element.iter("testcase"))))
    for name, tag in _OUTCOMES.items():
        element.set(name, str(sum(1 for _ in element.iter(tag))))
