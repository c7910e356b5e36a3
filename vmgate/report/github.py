"""Workflow commands that GitHub Actions shows as annotations on the lines of a pull request.

GitHub keeps the first 10 annotations of each level in a step and drops the rest without a word. The gravest
come first here, and one notice counts those that are left out.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vmgate.model.result import Severity, Verdict
from vmgate.procedure import CLAUSES
from vmgate.report.order import few, grouped, ordered, same_fault, tally, unsaid
from vmgate.report.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from vmgate.model.position import Span
    from vmgate.model.report import Report, Result
    from vmgate.rule import Rule

LIMIT = 10
"""How many annotations of one level GitHub shows per step."""


@dataclass(frozen=True, slots=True)
class _Annotation:
    level: str
    title: str
    lines: tuple[str, ...]
    span: Span | None = None
    count: int = 1

    def command(self) -> str:
        properties = {**_place(self.span), "title": printable(self.title)}
        listed = ",".join(f"{name}={_escape_property(value)}" for name, value in properties.items())
        text = "\n".join(printable(line) for line in self.lines if line)
        return f"::{self.level} {listed}::{_escape(text)}"


def write(report: Report, rules: Mapping[str, Rule]) -> str:  # noqa: ARG001  - every format is called alike
    """The report as workflow commands, one a line; nothing at all when there is nothing to say.

    One fault in the source is one annotation, in however many instances it was found. A waived one is a notice with
    its exception. Passes are not annotated.
    """
    lines: list[str] = []
    left_out: Counter[str] = Counter()
    shown: Counter[str] = Counter()
    for annotation in _annotations(report):
        if shown[annotation.level] < LIMIT:
            shown[annotation.level] += 1
            lines.append(annotation.command())
        else:
            left_out[annotation.title] += annotation.count
    if left_out:
        titles = "; ".join(f"{title} ({count})" for title, count in left_out.most_common())
        text = f"{sum(left_out.values())} more findings are not shown as annotations: {titles}"
        notice = _Annotation("notice", f"vmgate: {report.decision.value}", (text, tally(report)))
        lines.append(notice.command())
    return "".join(f"{line}\n" for line in lines)


def _annotations(report: Report) -> Iterator[_Annotation]:
    """All annotations, for each level the gravest first."""
    why = unsaid(report)
    if why:
        yield _Annotation("error", "vmgate: no verdict", (why,))
    for part in (part for source in report.inputs for part in source.unread):
        text = f"{part.name} was not judged: {part.reason}"
        yield _Annotation("error" if part.fatal else "warning", "vmgate: not read", (text,), part.span)
    for group in grouped(ordered(report.results), same_fault):
        result = group[0]
        level = _level(result)
        if level:
            title = f"{result.rule} {result.slug}"
            yield _Annotation(level, title, _text(group, report), result.span, len(group))


def _level(result: Result) -> str | None:
    if result.verdict is Verdict.FAIL:
        return "warning" if result.severity is Severity.LOW else "error"
    return {Verdict.CRASH: "error", Verdict.UNKNOWN: "warning", Verdict.WAIVED: "notice"}.get(result.verdict)


def _text(group: Sequence[Result], report: Report) -> tuple[str, ...]:
    result = group[0]
    addresses = ", ".join(few([member.address for member in group]))
    about = result.reason if result.verdict is Verdict.UNKNOWN and result.reason else ""
    clause = CLAUSES.get(result.clause)
    where = "" if result.span else f" in {report.inputs[result.input].path}"
    return (
        f"{result.message}: {about}" if about else result.message,
        f"{addresses}{where}",
        result.attribute,
        f"waived by {result.exception.account}"
        if result.verdict is Verdict.WAIVED and result.exception
        else "",
        f"{result.clause} {clause.title}" if clause else result.clause,
    )


def _place(span: Span | None) -> dict[str, str]:
    """GitHub takes columns only where the start and the end are on one line."""
    if span is None:
        return {}
    place = {"file": printable(span.file), "line": str(span.line), "endLine": str(span.end_line)}
    if span.line == span.end_line:
        place |= {"col": str(span.column), "endColumn": str(span.end_column)}
    return place


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")
