"""The matrix for an auditor: clause by clause what decides it, and what was said. Pure."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from vmgate.model.result import Verdict
from vmgate.report.ink import BOLD, CYAN, DIM, GREEN, RED, Ink
from vmgate.report.printable import columns, printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from vmgate.model.estate import Unread
    from vmgate.model.report import Kind

SCHEMA = "vmgate.coverage/v1"
FORMATS = ("text", "json", "markdown")
NOTHING = "nothing to judge"
UNDECIDED = "not yet decided"
BY_REPORT = "by reports"
REPORT = "report"

_COUNTED = (Verdict.PASS, Verdict.FAIL, Verdict.UNKNOWN, Verdict.WAIVED)
_INPUTS = ("source", "plan", "state")
_KINDS = (*_INPUTS, "packer", "registry", "evidence")
_NAMED = 5
_FROM = 19
"""How many columns the kinds of inputs get in a row, at most."""


@dataclass(frozen=True, slots=True)
class ClauseCoverage:
    """One clause. `rules` are the ids of its rules, `off` those of them that the policy switched off. `inputs` are the
    kinds of inputs from which they can decide, each with how many verdicts came from it. `counts` are judgements by
    verdict: one is what one rule says of one resource, whatever number of inputs it is read from.
    """

    number: str
    title: str
    rules: Sequence[str]
    off: Sequence[str]
    inputs: Mapping[str, int]
    counts: Mapping[Verdict, int]

    @property
    def decided_by(self) -> list[str]:
        """What can decide it."""
        return list(self.inputs)

    @property
    def judged(self) -> int:
        """How many judgements there are."""
        return sum(self.counts.get(verdict, 0) for verdict in _COUNTED)

    @property
    def state(self) -> str:
        """In a word or three: the gravest verdict, or why there is none."""
        if not self.decided_by:
            return UNDECIDED
        if self.decided_by == [REPORT]:
            return BY_REPORT
        grave = (Verdict.FAIL, Verdict.UNKNOWN, Verdict.WAIVED, Verdict.PASS)
        return next((verdict.value for verdict in grave if self.counts.get(verdict)), NOTHING)


@dataclass(frozen=True, slots=True)
class Coverage:
    """All clauses that bind, over some inputs, each with its path and kind. `not_covered` are the resources that no
    rule knows, `unread` the parts of the inputs that could not be read. `not_looked_at` says what clauses are judged
    from that is not among them, and what to do about it.
    """

    as_of: date
    inputs: Sequence[tuple[str, Kind]]
    clauses: Sequence[ClauseCoverage]
    not_covered: Sequence[str]
    unread: Sequence[Unread]
    not_looked_at: Sequence[str] = ()


def write(coverage: Coverage, format_: str, *, color: bool = False, width: int = 100) -> str:
    """The coverage in one of `FORMATS`. Text is written `width` columns wide where that is enough."""
    if format_ == "json":
        return _json(coverage)
    if format_ == "markdown":
        return _markdown(coverage)
    return "\n".join(_text(coverage, Ink(color), width)) + "\n"


def _json(coverage: Coverage) -> str:
    document = {
        "schema": SCHEMA,
        "as_of": coverage.as_of.isoformat(),
        "inputs": [{"path": path, "kind": kind.value} for path, kind in coverage.inputs],
        "clauses": [_clause(one) for one in coverage.clauses],
        "not_covered": list(coverage.not_covered),
        "unread": [{"name": part.name, "reason": part.reason} for part in coverage.unread],
        "not_looked_at": list(coverage.not_looked_at),
    }
    return json.dumps(document, indent=2) + "\n"


def _clause(one: ClauseCoverage) -> dict[str, Any]:
    return {
        "clause": one.number,
        "title": one.title,
        "rules": list(one.rules),
        "off": list(one.off),
        "decided_by": list(one.decided_by),
        "judged_by": dict(one.inputs),
        "judged": one.judged,
        **{verdict.value: one.counts.get(verdict, 0) for verdict in _COUNTED},
    }


def _text(coverage: Coverage, ink: Ink, width: int) -> Iterator[str]:
    yield ink(f"Coverage of the procedure on {coverage.as_of.isoformat()}", BOLD)
    for path, kind in coverage.inputs:
        yield f"  {kind.value:<8} {printable(path)}"
    yield ""
    shown = [verdict for verdict in _COUNTED if verdict is not Verdict.WAIVED or _any(coverage, verdict)]
    heads = ["judged", *(verdict.value for verdict in shown)]
    widest = max(columns(one.title) for one in coverage.clauses)
    told = [_wrapped(_inputs(one), _FROM) for one in coverage.clauses]
    inputs = max([len("from"), *(len(line) for lines in told for line in lines)])
    numbers = "  ".join(heads)
    yield ink(f"{'clause':<{widest + 5}}  {numbers}  {'from':<{inputs}}  rules", DIM)
    room = width - (widest + 5 + len(numbers) + inputs + 6)
    for one, sources in zip(coverage.clauses, told, strict=True):
        title = f"{ink(one.number, BOLD)}  {one.title}{' ' * (widest - columns(one.title))}"
        if not one.judged:
            cells = ink(one.state, DIM) + " " * (len(numbers) - len(one.state))
        else:
            cells = "  ".join(_cells(one, shown, heads, ink))
        rules = _wrapped([f"{rule} (off)" if rule in one.off else rule for rule in one.rules], room)
        margin = f"{title}  {cells}"
        for source, line in zip_longest(sources, rules, fillvalue=""):
            yield f"{margin}  {source:<{inputs}}  {line}".rstrip()
            margin = " " * (widest + 5 + len(numbers) + 2)
    yield ""
    yield _summary(coverage) + "."
    yield from _gaps(coverage, ink)


def _cells(one: ClauseCoverage, shown: Sequence[Verdict], heads: Sequence[str], ink: Ink) -> Iterator[str]:
    """The counts of a clause, each as wide as its head; what is zero is a dash."""
    yield f"{one.judged:>{len(heads[0])}}"
    for verdict, head in zip(shown, heads[1:], strict=True):
        count = one.counts.get(verdict, 0)
        text = f"{count or '-':>{len(head)}}"
        yield ink(text, _COLORS[verdict]) if count else text


_COLORS = {Verdict.PASS: GREEN, Verdict.FAIL: RED, Verdict.UNKNOWN: CYAN, Verdict.WAIVED: GREEN}


def _inputs(one: ClauseCoverage) -> list[str]:
    """Where a clause is decided from; "any input" is short for source, plan and state."""
    if not set(_INPUTS) <= set(one.decided_by):
        return list(one.decided_by)
    return ["any input", *(name for name in one.decided_by if name not in _INPUTS)]


def _wrapped(words: Sequence[str], room: int) -> list[str]:
    """Words in lines of at most so many columns, at least one a line."""
    lines = [""]
    for word in words:
        if lines[-1] and len(lines[-1]) + 1 + len(word) > room:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".lstrip()
    return lines


def _summary(coverage: Coverage) -> str:
    states = [one.state for one in coverage.clauses]
    order = ("fail", "unknown", "waived", "pass", NOTHING, BY_REPORT, UNDECIDED)
    counted = [f"{states.count(state)} {state}" for state in order if state in states]
    return f"{len(states)} clauses: {', '.join(counted)}"


def _gaps(coverage: Coverage, ink: Ink) -> Iterator[str]:
    """What no rule knows, and what could not be read: neither passes."""
    names = [printable(name) for name in coverage.not_covered]
    if names:
        rest = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        yield f"{ink('not covered:', BOLD)} {', '.join(names[:_NAMED])}{rest}"
    for part in coverage.unread:
        yield f"{ink('not read:', BOLD)} {printable(part.name)}: {printable(part.reason)}"
    for what in coverage.not_looked_at:
        yield f"{ink('not looked at:', BOLD)} {printable(what)}"


def _any(coverage: Coverage, verdict: Verdict) -> bool:
    return any(one.counts.get(verdict) for one in coverage.clauses)


def _markdown(coverage: Coverage) -> str:
    lines = [
        f"# Coverage of the procedure on {coverage.as_of.isoformat()}", "",
        *(f"- {kind.value} {_code(path)}" for path, kind in coverage.inputs), "",
        f"| Clause | Rules | {' | '.join(name.title() for name in _KINDS)} | Judged | Pass | Fail | Unknown | Waived |",
        f"|---|---|{'--:|' * len(_KINDS)}--:|--:|--:|--:|--:|",
    ]  # fmt: skip
    for one in coverage.clauses:
        rules = ", ".join(f"{rule} (off)" if rule in one.off else rule for rule in one.rules)
        counts = [str(one.counts.get(verdict, 0)) for verdict in _COUNTED]
        said = [str(one.judged), *counts] if one.judged else [one.state, *([""] * len(counts))]
        # Empty is what cannot decide it, a dash what could and held nothing.
        inputs = [str(one.inputs[kind] or "-") if kind in one.inputs else "" for kind in _KINDS]
        cells = [f"{one.number} {one.title}", rules, *inputs, *said]
        lines.append(f"| {' | '.join(cells)} |")
    lines += ["", f"{_summary(coverage)}."]
    for heading, names in (
        ("Not covered", [_code(name) for name in coverage.not_covered]),
        ("Not read", [f"{_code(part.name)}: {printable(part.reason)}" for part in coverage.unread]),
        ("Not looked at", [printable(what) for what in coverage.not_looked_at]),
    ):
        if names:
            lines += ["", f"## {heading}", "", *(f"- {name}" for name in names)]
    return "\n".join(lines) + "\n"


def _code(text: str) -> str:
    """A name as code, whatever is in it."""
    shown = printable(text)
    fence = "``" if "`" in shown else "`"
    blank = " " if "`" in shown else ""
    return f"{fence}{blank}{shown}{blank}{fence}"
