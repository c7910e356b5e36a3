"""Exceptions in a run: those of the registers and of the comments, held against the results, and judged themselves."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from vmgate.decide import Source, homes, results
from vmgate.judge import judge
from vmgate.model.exceptions import RULE_ON_EXCEPTIONS, Terms
from vmgate.model.inline import inline_waiver
from vmgate.model.report import Kind
from vmgate.model.result import Verdict
from vmgate.model.site import path_matches
from vmgate.read.checkout import place_of
from vmgate.translate.exceptions import thing
from vmgate.waive import Held, waive, with_unused

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from vmgate.model.comment import MarkedComment, SourceRead
    from vmgate.model.exceptions import ExceptionRegister, Standing, Waiver
    from vmgate.model.report import Input, Result
    from vmgate.model.site import Site
    from vmgate.rule import Rule

_SOURCE_NAMES = (".tf", ".tofu", ".tf.json", ".tofu.json", ".pkr.hcl", ".pkr.json")
_COMPLETE = (Kind.SOURCE, Kind.PACKER, Kind.PLAN)
"""The kinds of inputs that hold everything the source describes: a state holds what was applied of it."""


@dataclass(frozen=True)
class Run:
    """What a run looked at, input by input. `asked` are the rules of the run by id. `changed_only` says that parts of
    its plans were left out, `all_verdicts` that passes are listed too.
    """

    inputs: Sequence[Input]
    sites: Sequence[Site]
    sources: Sequence[SourceRead]
    asked: Mapping[str, Rule]
    changed_only: bool = False
    all_verdicts: bool = False


def terms(site: Site) -> Terms:
    """What exceptions are judged by at a site."""
    from vmgate.rulebook import rules

    return Terms(
        as_of=site.as_of,
        management=site.management,
        max_days=site.policy.exception_max_days,
        max_addresses=site.policy.exception_max_addresses,
        rules={name.lower(): rule.id for rule in rules() for name in (rule.id, rule.slug)},
        signed=site.policy.exceptions_signed,
    )


def settle(run: Run, found: Sequence[Result], passed: dict[str, int], *, apply: bool) -> list[Result]:
    """The results with failures waived, and after them what the rule on exceptions says. Counts its passes."""
    held = list(_held(run))
    if not held:
        return list(found)
    waived, standings = waive(found, held, apply=apply, homes=homes(run.inputs))
    return [*waived, *_judged(run, with_unused(standings, run.asked, _Completeness(run)), passed)]


def _judged(run: Run, standings: Sequence[Standing], passed: dict[str, int]) -> Iterator[Result]:
    rule = run.asked.get(RULE_ON_EXCEPTIONS)
    for number, site in enumerate(run.sites):
        own = [thing(standing) for standing in standings if standing.input == number]
        if rule is not None and own and not site.is_off(rule.id):
            judgement = judge(own, [rule], site, keep_passes=run.all_verdicts)
            listed = [*judgement.findings, *judgement.passes]
            # An exception has the same fingerprint whatever inputs it is held against.
            yield from results(listed, run.asked, site, Source(number, named=_in_checkout))
            passed[rule.id] = passed.get(rule.id, 0) + judgement.passed.get(rule.id, 0)


def _in_checkout(address: str) -> str:
    """The address of an exception, which begins with its file, as it is called wherever the command runs."""
    file, mark, rest = address.partition("#")
    return place_of(Path(file)) + mark + rest


def _held(run: Run) -> Iterator[Held]:
    """Every exception once, whatever number of inputs is under its policy or made from its file."""
    registers: dict[int, list[int]] = {}
    comments: dict[MarkedComment, list[int]] = {}
    for number, (site, source) in enumerate(zip(run.sites, run.sources, strict=True)):
        if site.exceptions is not None:
            registers.setdefault(id(site.exceptions), []).append(number)
        for comment in source.comments:
            comments.setdefault(comment, []).append(number)
    for numbers in registers.values():
        site = run.sites[numbers[0]]
        own = terms(site)
        for waiver in site.exceptions.waivers if site.exceptions is not None else ():
            yield Held(waiver, own, numbers, _within(waiver, site.exceptions, run, numbers))
    for comment, numbers in comments.items():
        yield Held(inline_waiver(comment), terms(run.sites[numbers[0]]), numbers)


def _within(
    waiver: Waiver, register: ExceptionRegister | None, run: Run, numbers: Sequence[int]
) -> frozenset[int] | None:
    """The inputs that lie in a directory that an exception is for. What is not known to lie there does not."""
    if waiver.directory is None or register is None or register.scope is None:
        return None
    top = PurePosixPath(place_of(Path(register.scope)))
    pattern = PurePosixPath(waiver.directory).as_posix()
    found = set()
    for number in numbers:
        one = run.inputs[number]
        place = None if one.place is None else PurePosixPath(one.place)
        # A Packer template may be one file.
        places = [] if place is None else [place, place.parent] if one.kind is Kind.PACKER else [place]
        if any(
            where.is_relative_to(top) and path_matches(where.relative_to(top).as_posix(), pattern)
            for where in places
        ):
            found.add(number)
    return frozenset(found)


class _Completeness:
    """Whether a run looked at everything that could need an exception."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._governed: dict[str, bool] = {}

    def __call__(self, standing: Standing, rule: str) -> bool:
        from vmgate.translate.coverage import decided_from

        run, waiver = self._run, standing.waiver
        if waiver.inline:
            numbers = [i for i, source in enumerate(run.sources) if waiver.comment in source.comments]
        else:
            register = run.sites[standing.input].exceptions
            numbers = [i for i, site in enumerate(run.sites) if site.exceptions is register]
        inputs = [run.inputs[number] for number in numbers]
        if run.changed_only or any(one.unread or one.empty for one in inputs):
            return False
        told_by = decided_from(run.asked[rule])
        if not any(one.kind in _COMPLETE and one.kind in told_by for one in inputs):
            return False
        if any(run.sites[number].is_off(rule) for number in numbers):
            return False
        return waiver.inline or self._is_governed(standing.input, numbers)

    def _is_governed(self, first: int, numbers: Sequence[int]) -> bool:
        """Whether all the configuration that a policy governs was read."""
        register = self._run.sites[first].exceptions
        scope = register.scope if register is not None else None
        if scope is None:
            return False
        if scope not in self._governed:
            read = {
                directory
                for number in numbers
                if self._run.inputs[number].kind in _COMPLETE
                for directory in self._run.sources[number].directories
            }
            found = set(_configurations(Path(scope)))
            self._governed[scope] = bool(found) and found <= read
        return self._governed[scope]


def _configurations(scope: Path) -> Iterator[str]:
    """The directories of source below one that have no nearer policy of their own."""
    for directory, below, files in os.walk(scope):
        if Path(directory) != scope and "vmgate.toml" in files:
            below.clear()
            continue
        below[:] = [name for name in below if not name.startswith(".")]
        if any(name.endswith(_SOURCE_NAMES) for name in files):
            yield str(Path(directory).resolve())


def judged_any(found: Iterable[Result], asked: Collection[str]) -> bool:
    """Whether what the rule on exceptions says is a verdict on the run: where it found a fault, or alone was asked.

    That an exception is in order says nothing of inputs in which nothing was judged.
    """
    said = [one for one in found if one.rule == RULE_ON_EXCEPTIONS]
    return any(one.verdict is not Verdict.PASS for one in said) or set(asked) == {RULE_ON_EXCEPTIONS}


def hiding(found: Iterable[Result]) -> str:
    """What exceptions would waive, in words; "" where they would waive nothing."""
    count = sum(1 for one in found if one.exception is not None)
    return f"exceptions are not applied: they would waive {count}" if count else ""
