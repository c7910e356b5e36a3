"""One HTML page that needs nothing else: for a job's artifacts, a mail, an auditor's folder."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from vmgate.model.result import Verdict
from vmgate.model.secrets import blotted
from vmgate.procedure import CLAUSES
from vmgate.report.order import grouped, ordered, same_fault, tally
from vmgate.report.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jinja2 import Environment

    from vmgate.model.report import Report, Result
    from vmgate.rule import Rule

_CONTEXT = 1
_LONGEST = 240


def write(report: Report, rules: Mapping[str, Rule]) -> str:
    """The report as a page. Everything that comes from an input is escaped by the template engine."""
    faults = grouped([one for one in ordered(report.results) if one.verdict is not Verdict.PASS], same_fault)
    return (
        environment()
        .get_template("report.html.jinja")
        .render(
            report=report,
            tally=tally(report),
            faults=[_fault(fault, report, rules) for fault in faults],
            passed=sorted(
                (rule, rules[rule].title, count) for rule, count in report.passed.items() if rule in rules
            ),
        )
    )


@cache
def environment() -> Environment:
    """The template engine for pages, which escapes whatever it is given."""
    import jinja2  # noqa: PLC0415  - only pages pay for it

    made = jinja2.Environment(
        loader=jinja2.PackageLoader("vmgate.report", "pages"), autoescape=True, undefined=jinja2.StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    made.filters["printable"] = lambda value: printable(str(value))
    return made


def _fault(fault: Sequence[Result], report: Report, rules: Mapping[str, Rule]) -> dict[str, Any]:
    first = fault[0]
    return {
        "first": first,
        "title": CLAUSES[first.clause].title,
        "addresses": list(dict.fromkeys(one.address for one in fault)),
        "lines": list(_excerpt(first, report)),
        "fix": rules[first.rule].page().sections["Fix"] if first.rule in rules else "",
        "input": report.inputs[first.input].path,
    }


def _excerpt(result: Result, report: Report) -> Iterator[tuple[int, str, bool]]:
    """Numbered lines around a finding, each with whether it is its own."""
    span = result.span
    if span is None:
        return
    lines = report.excerpts.get(span.file, ())
    for number in range(max(1, span.line - _CONTEXT), min(len(lines), span.end_line + _CONTEXT) + 1):
        if number <= span.line + 8:
            line = blotted(lines[number - 1])
            # Of a line without end, such as that of a plan or a template in JSON, what surrounds the finding.
            start = max(0, span.column - _LONGEST // 2) if number == span.line else 0
            shown = (
                line
                if len(line) <= _LONGEST
                else f"{'...' if start else ''}{line[start : start + _LONGEST]}..."
            )
            yield number, shown, span.line <= number <= span.end_line
