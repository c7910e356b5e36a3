"""The order in which a reader wants results: what went wrong first, the gravest first, then by place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.errors import ExitCode
from vmgate.model.address import block_address
from vmgate.model.result import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

    from vmgate.model.report import Report, Result

_VERDICTS = (Verdict.CRASH, Verdict.FAIL, Verdict.UNKNOWN, Verdict.WAIVED, Verdict.PASS)
_RANK = {verdict: rank for rank, verdict in enumerate(_VERDICTS)}


def ordered(results: Iterable[Result]) -> list[Result]:
    """Crash, fail, unknown, waived, pass; high severity first; then by file and line, rule and address.

    Results without a place in a source file follow those with one.
    """
    return sorted(results, key=_key)


def _key(result: Result) -> tuple[object, ...]:
    span = result.span
    place = (1, "", 0, 0) if span is None else (0, span.file, span.line, span.column)
    return (
        _RANK[result.verdict], -result.severity.rank, result.input if span is None else 0, place,
        result.rule, result.address, result.attribute,
    )  # fmt: skip


def grouped(results: Iterable[Result], key: Callable[[Result], Hashable]) -> list[list[Result]]:
    """Results that agree on the key, together; groups in the order of their first result."""
    groups: dict[Hashable, list[Result]] = {}
    for result in results:
        groups.setdefault(key(result), []).append(result)
    return list(groups.values())


def same_fault(result: Result) -> Hashable:
    """What results agree on that are one fault in the source, found in several instances of a block.

    Without a place in a source file these are the instances of one block.
    """
    place = result.span or block_address(result.address)
    found = (result.message, result.attribute, result.reason, result.exception)
    return (result.verdict, result.rule, result.severity, place, *found)


def few(names: Sequence[str], most: int = 3) -> list[str]:
    """The first of some names, each once; "and 2 more" stands for the rest."""
    distinct = list(dict.fromkeys(names))
    rest = len(distinct) - most
    return [*distinct[:most], f"and {rest} more"] if rest > 0 else distinct


def unsaid(report: Report) -> str:
    """Why there is no verdict, where no crash and no part that was not read says so: nothing was judged in a path that
    was given. "" for any other run.
    """
    said = any(part.fatal for source in report.inputs for part in source.unread)
    if report.exit_code is not ExitCode.NO_VERDICT or said or report.count(Verdict.CRASH):
        return ""
    return report.why or "the input could not be judged"


def tally(report: Report) -> str:
    """The counts in words: "3 failed, 2 unknown, 210 passed"; waived and crashed only when there are any."""
    counts = [
        (report.count(Verdict.CRASH), "crashed", False),
        (report.count(Verdict.FAIL), "failed", True),
        (report.count(Verdict.UNKNOWN), "unknown", True),
        (report.count(Verdict.WAIVED), "waived", False),
        (report.count(Verdict.PASS), "passed", True),
    ]
    return ", ".join(f"{count} {word}" for count, word, always in counts if count or always)
