"""Judging: every rule on every thing it is about. Pure: no files, no clock, no printing, no settings."""

from __future__ import annotations

import traceback
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from vmgate.errors import VmgateError
from vmgate.memory import Alike, Memory
from vmgate.model.fact import NotExpressible, UnknownValue
from vmgate.model.result import Finding, Judgement, Verdict
from vmgate.rule import Fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from vmgate.model.resource import Read, Resource
    from vmgate.model.site import Site
    from vmgate.model.value import Path
    from vmgate.rule import Judge, Rule
    from vmgate.vocabulary.thing import Thing


class Outcome(Struct, frozen=True):
    """What one rule says of one thing; `place` is None where it is the thing's own resource."""

    rule: str
    verdict: Verdict
    path: Path = ()
    message: str = ""
    reason: str | None = None
    place: Resource | None = None


def judge(
    things: Iterable[Thing], rules: Sequence[Rule], site: Site, *, keep_passes: bool = False
) -> Judgement:
    """Judge things one after the other. A rule that crashes is a finding of its own and stops no other.

    Machines of one `for_each` are mostly alike. What was read of a resource while it was judged decides the
    outcome, because rules and translations are pure; so a resource that agrees with an earlier one on everything
    read there has the same outcome, and is not judged again.

    An input that turns out to be malformed while it is read raises `InputError`.
    """
    judgement = Judgement()
    panels: dict[tuple[object, ...], _Panel] = {}
    for thing in things:
        resource = thing.resource
        # What a translation may ask of a resource beside its values, and is the same for many.
        group = (type(thing), resource.type, resource.provider, resource.provider_block)
        panel = panels.get(group)
        if panel is None:
            panel = panels[group] = _Panel(_asked(type(thing), rules), site)
        said = panel.judge(thing)
        said.times += 1
        if said.wrong:
            judgement.findings += [_finding(outcome, resource) for outcome in said.wrong]
        if keep_passes:
            judgement.passes += [_finding(Outcome(rule, Verdict.PASS), resource) for rule in said.passed]
        if said.wrong or said.passed:
            judgement.judged.add(resource.address)
        resource.release()
    for panel in panels.values():
        for said in panel.made:
            for rule in said.passed:
                judgement.passed[rule] = judgement.passed.get(rule, 0) + said.times
    if judgement.passes:
        judgement.passes = _unopposed(judgement)
    return judgement


def _unopposed(judgement: Judgement) -> list[Finding]:
    """One pass for each rule and resource that no finding speaks against: a resource may state several things."""
    wrong = {(one.rule, one.resource.address) for one in judgement.findings}
    passes = {(one.rule, one.resource.address): one for one in judgement.passes}
    return [one for key, one in passes.items() if key not in wrong]


class _Assessment:
    """What one rule says of one thing. Neither wrong nor passed: it does not apply."""

    __slots__ = ("passed", "reads", "wrong")

    def __init__(self, outcomes: Sequence[Outcome], reads: tuple[Read, ...] | None) -> None:
        self.wrong = [one for one in outcomes if one.verdict is not Verdict.PASS]
        self.passed = bool(outcomes) and not self.wrong
        self.reads = reads


class _Said:
    """What all rules say of one thing, and of how many that are like it. `passed` are the ids of rules."""

    __slots__ = ("passed", "times", "wrong")

    def __init__(self, passed: list[str], wrong: list[Outcome]) -> None:
        self.passed = passed
        self.wrong = wrong
        self.times = 0


class _Panel:
    """The rules that speak of one kind of thing, and what they said.

    What a rule said is remembered for the rule by itself, and for all of them together, which is the shorter way
    for things that are alike in every respect.
    """

    def __init__(self, asked: list[tuple[Rule, list[Judge[Any, Any]]]], site: Site) -> None:
        self._site = site
        self._rules: list[tuple[Rule, list[Judge[Any, Any]], Memory[_Assessment]]] = [
            (rule, judges, Memory()) for rule, judges in asked
        ]
        self._together: Alike[_Said] = Alike()
        self.made: list[_Said] = []

    def judge(self, thing: Thing) -> _Said:
        """What the rules say of a thing."""
        resource = thing.resource
        said = self._together.recall(resource) if thing.repeats else None
        if said is not None:
            return said
        said = _Said([], [])
        self.made.append(said)
        reads: list[Read] = []
        accounted = thing.repeats
        for rule, judges, memory in self._rules:
            assessment = memory.recall(resource) if thing.repeats else None
            if assessment is None:
                assessment = self._assess(rule, judges, thing, memory)
            said.wrong += assessment.wrong
            if assessment.passed:
                said.passed.append(rule.id)
            if assessment.reads is None:
                accounted = False
            else:
                reads += assessment.reads
        if accounted:
            self._together.keep(resource, tuple(dict.fromkeys(reads)), said)
        return said

    def _assess(
        self, rule: Rule, judges: list[Judge[Any, Any]], thing: Thing, memory: Memory[_Assessment]
    ) -> _Assessment:
        resource = thing.resource
        resource.start_account()
        outcomes = _assess(rule, judges, thing, self._site)
        reads = resource.reads()
        assessment = _Assessment(outcomes, reads)
        if thing.repeats and reads is not None:
            memory.keep(resource, reads, assessment)
        return assessment


def _asked(cls: type[Thing], rules: Sequence[Rule]) -> list[tuple[Rule, list[Judge[Any, Any]]]]:
    found = []
    for rule in rules:
        judges = [judge for judge in rule.judges if issubclass(cls, judge.thing)]
        if judges:
            found.append((rule, judges))
    return found


def _finding(outcome: Outcome, resource: Resource) -> Finding:
    return Finding(
        rule=outcome.rule,
        verdict=outcome.verdict,
        resource=resource,
        path=outcome.path,
        message=outcome.message,
        reason=outcome.reason,
        place=outcome.place,
    )


def _assess(rule: Rule, judges: list[Judge[Any, Any]], thing: Thing, site: Site) -> list[Outcome]:
    """What a rule says of a thing: its faults if there are any, else what it could not know, else a pass."""
    faults: list[Outcome] = []
    unknown: dict[tuple[Path, str], Outcome] = {}
    applies = False
    for judge in judges:
        for answer in _answers(judge, thing, site):
            if answer is None:
                applies = True
            elif isinstance(answer, Fault):
                place = answer.at.resource
                own = place is thing.resource
                faults.append(
                    Outcome(
                        rule.id, Verdict.FAIL, answer.at.path, answer.message, None, None if own else place
                    )
                )
            elif isinstance(answer, UnknownValue):
                unknown.setdefault((answer.path, answer.reason), _unknown(rule, answer, thing))
            elif not isinstance(answer, NotExpressible):
                faults.append(_crash(rule, answer))
    if faults:
        return faults
    if unknown:
        return list(unknown.values())
    return [Outcome(rule.id, Verdict.PASS)] if applies else []


def _answers(judge: Judge[Any, Any], thing: Thing, site: Site) -> Iterator[Fault | Exception | None]:
    """What a judge answers for each part, in order: a fault, None, or what was raised in place of an answer.

    A thing without any such part is in order.
    """
    try:
        parts: Sequence[Any] = (thing,) if judge.parts is None else judge.parts(thing)
    except VmgateError:
        raise
    except Exception as error:
        yield error
        return
    if not parts:
        yield None
    for part in parts:
        answer: Fault | Exception | None
        try:
            answer = judge.check(part, site)
        except VmgateError:
            raise
        except Exception as error:
            answer = error
        yield answer


def _unknown(rule: Rule, missing: UnknownValue, thing: Thing) -> Outcome:
    place = missing.resource
    return Outcome(
        rule.id, Verdict.UNKNOWN, missing.path, f"cannot tell: {rule.title[0].lower()}{rule.title[1:]}",
        missing.reason, None if place is thing.resource else place,
    )  # fmt: skip


def _crash(rule: Rule, error: Exception) -> Outcome:
    """Names where the rule broke. The error's own text stays out: it may quote a secret."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{frame.filename.rpartition('/')[2]}:{frame.lineno}"
    return Outcome(rule.id, Verdict.CRASH, (), f"the rule crashed: {type(error).__name__} at {place}",
                   "the rule crashed")  # fmt: skip
