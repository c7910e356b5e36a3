"""Between judging and deciding: failures that a valid exception covers are waived. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from vmgate.model.address import block_address
from vmgate.model.exceptions import RULE_ON_EXCEPTIONS, Shortcoming, Standing, shortcomings
from vmgate.model.result import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from vmgate.model.exceptions import Terms, Waiver
    from vmgate.model.report import Result

_NAMED = 3
"""How many directories a message names."""


@dataclass(frozen=True, slots=True)
class Held:
    """An exception that a run holds against its results: the terms that it is judged by, and for which inputs it is.

    `inputs` are the numbers of the inputs, the one that it belongs to first. `within` are those of them that lie in a
    directory that it is for, None where it names none.
    """

    waiver: Waiver
    terms: Terms
    inputs: Sequence[int]
    within: Collection[int] | None = None


@dataclass(slots=True)
class _Case:
    """An exception with the results that it names, by their numbers, and the rules that could not tell of some."""

    held: Held
    failures: list[int]
    in_doubt: set[str]


def waive(
    found: Sequence[Result], held: Iterable[Held], *, apply: bool = True, homes: Sequence[str | None] = ()
) -> tuple[list[Result], list[Standing]]:
    """The results with failures waived, and where each exception stands. `homes` are those of the inputs, see `decide`.

    Only a failure is waived, by an exception that is in force and with which nothing is wrong. What is unknown stays
    unknown, and a crash a crash. Unless exceptions are to `apply`, failures stay failures and name the exception that
    would waive them.
    """
    index = _Index(held)
    doubts: dict[tuple[object, ...], Result] = {}
    for number, result in enumerate(found):
        if result.verdict is Verdict.FAIL:
            for case in index.naming(result):
                case.failures.append(number)
        elif result.verdict in (Verdict.UNKNOWN, Verdict.CRASH):
            file = result.span.file if result.span else None
            doubts.setdefault((result.rule, result.input, block_address(result.address), file), result)
    for result in doubts.values():
        for case in index.possible(result):
            case.in_doubt.add(result.rule)
    waived = list(found)
    standings = [_applied(case, found, waived, homes, apply=apply) for case in index.cases]
    return waived, standings


class _Index:
    """Exceptions, found by what they are for: there may be hundreds, and results by the ten thousand."""

    def __init__(self, held: Iterable[Held]) -> None:
        self.cases = [_Case(one, [], set()) for one in held]
        self._by_rule: dict[str, list[_Case]] = {}
        self._by_address: dict[tuple[str, str], list[_Case]] = {}
        self._by_line: dict[tuple[str, str, int], list[_Case]] = {}
        self._patterns: dict[str, list[_Case]] = {}
        for case in self.cases:
            for rule in case.held.terms.ids(case.held.waiver):
                self._add(case, rule)

    def _add(self, case: _Case, rule: str) -> None:
        waiver = case.held.waiver
        self._by_rule.setdefault(rule, []).append(case)
        if waiver.comment is not None:
            for line in range(waiver.comment.first, waiver.comment.last + 1):
                self._by_line.setdefault((rule, waiver.comment.span.file, line), []).append(case)
        elif waiver.address is not None and waiver.address.exact:
            self._by_address.setdefault((rule, waiver.address.text), []).append(case)
        else:
            self._patterns.setdefault(rule, []).append(case)

    def naming(self, result: Result) -> Iterator[_Case]:
        """Those that are for a failure."""
        span = result.span
        candidates = [
            *self._by_address.get((result.rule, result.address), ()),
            *self._patterns.get(result.rule, ()),
            *(self._by_line.get((result.rule, span.file, span.line), ()) if span else ()),
        ]
        for case in candidates:
            if _concerns(case.held, result) and case.held.waiver.names(
                result.address, result.attribute, span
            ):
                yield case

    def possible(self, result: Result) -> Iterator[_Case]:
        """Those that something undecided may need."""
        for case in self._by_rule.get(result.rule, ()):
            if _concerns(case.held, result) and case.held.waiver.may_name(result.address, result.span):
                yield case


def _concerns(held: Held, result: Result) -> bool:
    """Whether an exception is for the input of a result: a comment is for what is written where it stands."""
    return held.waiver.inline or result.input in (held.inputs if held.within is None else held.within)


def _applied(
    case: _Case, found: Sequence[Result], waived: list[Result], homes: Sequence[str | None], *, apply: bool
) -> Standing:
    """Where an exception stands; marks what it waives if it is valid."""
    waiver, terms = case.held.waiver, case.held.terms
    addresses = {_where(found[number], homes) for number in case.failures}
    wrong = shortcomings(waiver, terms)
    if len(addresses) > terms.max_addresses:
        message = (
            f"the exception is too wide: it is for {len(addresses)} resources that fail, "
            f"and the policy allows {terms.max_addresses}"
        )
        wrong.append(Shortcoming("address", message))
    wrong += _scattered(waiver, addresses)
    if not wrong and waiver.in_force(terms.as_of):
        verdict = Verdict.WAIVED if apply else Verdict.FAIL
        for number in case.failures:
            if waived[number].exception is None:
                waived[number] = replace(waived[number], verdict=verdict, exception=waiver)
    needed = frozenset(found[number].rule for number in case.failures)
    return Standing(waiver, terms, case.held.inputs[0], tuple(wrong), needed, frozenset(case.in_doubt))


def _where(result: Result, homes: Sequence[str | None]) -> tuple[str | None, str]:
    """A resource: the configuration that it is of, and its address."""
    return (homes[result.input] if homes else None, result.address)


def _scattered(waiver: Waiver, found: Collection[tuple[str | None, str]]) -> Iterator[Shortcoming]:
    """That an exception for one resource is for one of each of several configurations, and does not say so."""
    directories = sorted({home or "." for home, _ in found if home is not None})
    pattern = waiver.address
    if pattern is not None and pattern.exact and waiver.directory is None and len(directories) > 1:
        rest = f" and {len(directories) - _NAMED} more" if len(directories) > _NAMED else ""
        named = ", ".join(directories[:_NAMED]) + rest
        message = f"the exception is too wide: {pattern} fails in {named}; give the directory that it is for"
        yield Shortcoming("address", message)


def with_unused(
    standings: Iterable[Standing], asked: Collection[str], complete: Callable[[Standing, str], bool]
) -> list[Standing]:
    """The standings, with a shortcoming more for each rule that does not need the exception to it.

    That is only said where the rule was asked and left nothing undecided that the exception is for, and where the run
    was `complete` for the exception and the rule: it looked at everything that could need it.
    """
    return [
        replace(one, shortcomings=(*one.shortcomings, *_unused(one, asked, complete))) for one in standings
    ]


def _unused(
    standing: Standing, asked: Collection[str], complete: Callable[[Standing, str], bool]
) -> Iterator[Shortcoming]:
    waiver, terms = standing.waiver, standing.terms
    if waiver.start is not None and waiver.start > terms.as_of:
        return
    for rule in terms.ids(waiver):
        known = rule in standing.needed or rule in standing.in_doubt
        if not known and rule in asked and rule != RULE_ON_EXCEPTIONS and complete(standing, rule):
            place = "here" if waiver.address is None else f"at {waiver.address}"
            key = "" if waiver.address is None else "address"
            yield Shortcoming(key, f"the exception is not needed: {rule} has no fault to find {place}")
