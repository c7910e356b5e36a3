"""Markdown, for a comment on a pull request or a step's summary: what shuts the gate first, the rest folded."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vmgate.model.report import Decision
from vmgate.model.result import Verdict
from vmgate.procedure import CLAUSES
from vmgate.report.order import few, grouped, ordered, same_fault, tally
from vmgate.report.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from vmgate.model.report import Report, Result
    from vmgate.rule import Rule

LIMIT = 50
"""How many faults of one verdict are listed; GitHub takes no comment of more than 65,536 characters."""

_SIGNS: Mapping[Decision, str] = {
    Decision.OPEN: "✅",
    Decision.SHUT: "❌",
    Decision.UNDECIDED: "❔",
    Decision.NO_VERDICT: "⛔",
}
_SECTIONS = (
    (Verdict.CRASH, "Crashed rules", False),
    (Verdict.FAIL, "Failures", False),
    (Verdict.UNKNOWN, "Unknown", True),
    (Verdict.WAIVED, "Waived by an exception", True),
)
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&!@])")


def write(report: Report, rules: Mapping[str, Rule]) -> str:  # noqa: ARG001  - every format is called alike
    """The report as GitHub-flavoured Markdown. One fault in the source is one row, in however many instances."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    yield f"## {_SIGNS[report.decision]} vmgate: {report.decision.value}"
    yield ""
    why = f" ({text(report.why)})" if report.why else ""
    yield f"{tally(report)}{why}, judged as of {report.as_of.isoformat()}."
    for verdict, title, folded in _SECTIONS:
        yield from _section(report, verdict, title, folded=folded)
    unread = [part for source in report.inputs for part in source.unread]
    if unread:
        yield from ("", "### Not read", "")
        yield from (f"- {code(part.name)}: {text(part.reason)}" for part in unread)
    yield ""
    for source in report.inputs:
        gaps = f", {len(source.not_covered)} not covered" if source.not_covered else ""
        yield f"- {source.kind.value} {code(source.path)}: {source.resources} resources, {source.judged} judged{gaps}"
        yield from (f"  - {text(note)}" for note in source.notes)


def _section(report: Report, verdict: Verdict, title: str, *, folded: bool) -> Iterator[str]:
    faults = grouped([one for one in ordered(report.results) if one.verdict is verdict], same_fault)
    if not faults:
        return
    head = f"{title} ({len(faults)})"
    yield from ("", f"<details><summary>{head}</summary>" if folded else f"### {head}", "")
    yield from ("| Rule | What | Where | Clause |", "|---|---|---|---|")
    yield from (_row(fault) for fault in faults[:LIMIT])
    if len(faults) > LIMIT:
        yield from ("", f"and {len(faults) - LIMIT} more; `vmgate check` lists them all.")
    if folded:
        yield from ("", "</details>")


def _row(fault: Sequence[Result]) -> str:
    first = fault[0]
    told = text(first.message)
    if first.reason and first.verdict is not Verdict.CRASH:
        told += f": {text(first.reason)}"
    if first.exception:
        told += f" — {text(first.exception.account)}"
    place = f"{code(f'{first.span.file}:{first.span.line}')} " if first.span else ""
    names = ", ".join(
        name if name.startswith("and ") else code(name) for name in few([one.address for one in fault])
    )
    clause = f"{first.clause} {CLAUSES[first.clause].title}"
    return f"| {first.rule} {first.severity.value} | {told} | {place}{names} | {clause} |"


def text(words: str) -> str:
    """Words from an input as plain text of Markdown: no markup, no mention, no cell that ends early."""
    return _SPECIAL.sub(r"\\\1", printable(words)).replace("\\@", "@\u2060").replace("\\|", "&#124;")


def code(name: str) -> str:
    """A name as code, also within a table."""
    shown = printable(name).replace("|", "\u2223")
    if not shown.strip():
        return "` `"
    longest = max((len(run) for run in re.findall("`+", shown)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if shown.startswith("`") or shown.endswith("`") else ""
    return f"{fence}{pad}{shown}{pad}{fence}"
