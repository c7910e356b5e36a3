"""The report for people at a terminal: every finding at its place in the source, and the decision last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.model.result import Verdict
from vmgate.procedure import CLAUSES
from vmgate.report.excerpt import excerpt
from vmgate.report.ink import BLUE, BOLD, CYAN, DIM, RED, YELLOW, Ink, of_decision, of_verdict
from vmgate.report.order import few, grouped, ordered, same_fault, tally
from vmgate.report.printable import printable

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    from vmgate.model.estate import Unread
    from vmgate.model.position import OriginStep, Span
    from vmgate.model.report import Input, Report, Result
    from vmgate.rule import Rule

_NAMED = 5


def write(report: Report, rules: Mapping[str, Rule], *, color: bool = False, width: int = 100) -> str:  # noqa: ARG001  - every format is called alike
    """The report as text, source lines cut to `width` columns, with ANSI colours when `color` is on.

    Whatever comes from an input is escaped, so that no name in it can steer the terminal.
    """
    page = _Page(report, Ink(color), width)
    results = ordered(report.results)
    prominent = [result for result in results if result.verdict in {Verdict.CRASH, Verdict.FAIL}]
    compact = [result for result in results if result.verdict not in {Verdict.CRASH, Verdict.FAIL}]
    for group in grouped(prominent, same_fault):
        page.finding(group)
    for group in grouped(compact, _question):
        page.brief(group)
    for source in report.inputs:
        for part in source.unread:
            page.unread(part)
    for source in report.inputs:
        page.input(source)
    page.decision()
    return "\n".join(page.lines) + "\n"


def _question(result: Result) -> Hashable:
    return (result.verdict, result.rule, result.severity, result.message, result.reason, result.exception)


class _Page:
    def __init__(self, report: Report, ink: Ink, width: int) -> None:
        self.report = report
        self.ink = ink
        self.width = width
        self.lines: list[str] = []

    def finding(self, group: Sequence[Result]) -> None:
        """A finding with its source, and everything that tells the reader what to do."""
        result = group[0]
        self._head(result, printable(result.message))
        gutter = "  "
        if result.span:
            gutter = self._source(result.span, of_verdict(result.verdict, result.severity))
        else:
            self._arrow(gutter, printable(self.report.inputs[result.input].path))
        label = "resource:"
        for address in few([printable(member.address) for member in group]):
            self._note(gutter, label, address)
            label = " " * len(label)
        if result.attribute:
            self._note(gutter, "attribute:", printable(result.attribute))
        if len(result.origin) > 1:
            self._note(gutter, "value from:", _origin(result.origin))
        if result.exception:
            self._note(gutter, "hidden by:", printable(result.exception.account))
        self._note(gutter, "clause:", f"{_clause(result)} ({result.severity.value})")
        self._note(gutter, "help:", f"vmgate explain {printable(result.rule)}")
        self.lines.append("")

    def brief(self, group: Sequence[Result]) -> None:
        """What has no fault to show (unknown, waived, passed): a header, and a line for some places."""
        result = group[0]
        message = printable(result.message or "in order")
        reason = f": {printable(result.reason)}" if result.reason else ""
        self._head(result, message + reason)
        for line in few([self._where(member) for member in group]):
            self._arrow("  ", line)
        if result.exception:
            self._note("  ", "exception:", printable(result.exception.account))
        if result.verdict is not Verdict.PASS:
            self._note("  ", "clause:", f"{_clause(result)}, vmgate explain {printable(result.rule)}")
        self.lines.append("")

    def unread(self, part: Unread) -> None:
        """A part of an input that could not be judged: an error if it leaves no verdict, else a warning."""
        word, code = ("error", RED) if part.fatal else ("warning", YELLOW)
        head = f"{printable(part.name)} was not judged: {printable(part.reason)}"
        self.lines.append(f"{self.ink(word, code)}{self.ink(f': {head}', BOLD)}")
        if part.span:
            self._source(part.span, code)
        self.lines.append("")

    def input(self, source: Input) -> None:
        """One line on what was judged of an input, and its notes."""
        line = f"{_counted(source.resources, 'resource')}, {source.judged} judged"
        missed = [printable(name) for name in source.not_covered]
        if missed:
            names = f": {', '.join(missed)}" if len(missed) <= _NAMED else ""
            line += f", {len(missed)} not covered{names}"
        if source.unread:
            line += f", {_counted(len(source.unread), 'part')} not read"
        self.lines.append(f"{source.kind.value} {self.ink(printable(source.path), BOLD)}: {line}")
        self.lines += [self.ink(f"  note: {printable(note)}", DIM) for note in source.notes]

    def decision(self) -> None:
        """The last line: what the gate does, the counts, and why."""
        report = self.report
        why = f" ({printable(report.why)})" if report.why else ""
        head = self.ink(f"{report.decision.value}:", of_decision(report.decision))
        self.lines.append(f"{head} {tally(report)}{why}")

    def _head(self, result: Result, message: str) -> None:
        word = self.ink(
            f"{result.verdict.value}[{printable(result.rule)}]", of_verdict(result.verdict, result.severity)
        )
        self.lines.append(f"{word} {self.ink(message, BOLD)}")

    def _source(self, span: Span, code: str) -> str:
        """The place and, if it is at hand, its line with a mark in this colour; answers the gutter's blanks."""
        number = f"{span.line:>2}"
        gutter = " " * len(number)
        self._arrow(gutter, _at(span))
        shown = excerpt(span, self.report.excerpts, self.width - len(number) - 3)
        if shown:
            edge = self.ink(f"{gutter} |", BLUE)
            source = f"{self.ink(f'{number} |', BLUE)} {shown[0]}".rstrip()
            self.lines += [edge, source, f"{edge} {self.ink(shown[1], code)}"]
        return gutter

    def _arrow(self, gutter: str, place: str) -> None:
        self.lines.append(f"{gutter}{self.ink('-->', BLUE)} {place}")

    def _note(self, gutter: str, label: str, text: str) -> None:
        self.lines.append(f"{gutter} {self.ink('=', BLUE)} {self.ink(label, CYAN)} {text}")

    def _where(self, result: Result) -> str:
        place = _at(result.span) if result.span else printable(self.report.inputs[result.input].path)
        attribute = f" {printable(result.attribute)}" if result.attribute else ""
        return f"{place} {printable(result.address)}{attribute}"


def _at(span: Span) -> str:
    return f"{printable(span.file)}:{span.line}:{span.column}"


def _origin(steps: Sequence[OriginStep]) -> str:
    """What wrote the value first, and then the way from there to the attribute, without the attribute itself."""
    first, *way = [_step(step) for step in reversed(steps[1:])]
    return f"{first}, via {', '.join(way)}" if way else first


def _step(step: OriginStep) -> str:
    place = f"{printable(step.span.file)}:{step.span.line} " if step.span else ""
    return place + printable(step.what)


def _clause(result: Result) -> str:
    clause = CLAUSES.get(result.clause)
    return f"{result.clause} {clause.title}" if clause else printable(result.clause)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
