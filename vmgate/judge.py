"""Judging: every rule on every thing it is about. Pure: no files, no clock, no printing, no settings."""

from __future__ import annotations

import traceback
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from vmgate.errors import VmgateError
from vmgate.model.fact import NotExpressible, UnknownValue
from vmgate.model.result import Finding, Judgement, Verdict
from vmgate.rule import Fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from vmgate.model.resource import Resource
    from vmgate.model.site import Site
    from vmgate.model.value import Path
    from vmgate.rule import Judge, Rule
    from vmgate.vocabulary.thing import Thing


@dataclass(frozen=True, slots=True)
class Outcome:
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
    passed = judgement.passed
    by_class: dict[type[Thing], list[tuple[Rule, list[Judge[Any, Any]]]]] = {}
    memory: dict[tuple[object, ...], _Memory] = {}
    for thing in things:
        resource = thing.resource
        cls = type(thing)
        known: _Memory | None = None
        outcomes: list[Outcome] | None = None
        if cls.repeats:
            # What a translation may ask of a resource beside its values, and is the same for many.
            group = (cls, resource.type, resource.provider, resource.provider_block)
            known = memory.get(group)
            if known is None:
                known = memory[group] = _Memory()
            outcomes = known.recall(resource)
        if outcomes is None:
            asked = by_class.get(cls)
            if asked is None:
                asked = by_class[cls] = _asked(cls, rules)
            outcomes = [outcome for rule, judges in asked for outcome in _assess(rule, judges, thing, site)]
            reads = resource.reads()
            if known is not None and reads is not None:
                known.keep(resource, reads, outcomes)
        for outcome in outcomes:
            if outcome.verdict is Verdict.PASS:
                passed[outcome.rule] = passed.get(outcome.rule, 0) + 1
                if keep_passes:
                    judgement.passes.append(_finding(outcome, resource))
            else:
                judgement.findings.append(_finding(outcome, resource))
        if outcomes:
            judgement.judged.add(resource.address)
        resource.release()
    return judgement


@dataclass(slots=True)
class _Memory:
    """Outcomes by what was read, as a tree: each node asks for one more name and goes on by what it finds there.

    Reading is deterministic: resources that agree on everything read so far are read next in the same place.
    """

    name: str = ""
    next: dict[bytes, _Memory] = field(default_factory=dict)
    outcomes: list[Outcome] | None = None

    def recall(self, resource: Resource) -> list[Outcome] | None:
        node = self
        while node.outcomes is None:
            found = node.next.get(resource.stated(node.name)) if node.name else None
            if found is None:
                return None
            node = found
        return node.outcomes

    def keep(self, resource: Resource, names: tuple[str, ...], outcomes: list[Outcome]) -> None:
        node = self
        for name in names:
            if node.name not in ("", name) or node.outcomes is not None:
                # Not read in the same order as before: not deterministic, so not to be remembered.
                return
            node.name = name
            node = node.next.setdefault(resource.stated(name), _Memory())
        node.outcomes = outcomes


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


def _answers(judge: Judge[Any, Any], thing: Thing, site: Site) -> Iterator[Fault | None | Exception]:
    """What a judge answers for each part, in order: a fault, None, or what was raised in place of an answer.

    A thing without any such part is in order.
    """
    try:
        parts: Sequence[Any] = (thing,) if judge.parts is None else judge.parts(thing)
    except VmgateError:
        raise
    except Exception as error:  # noqa: BLE001  - a crash must be reported, and must not stop the others
        yield error
        return
    if not parts:
        yield None
    for part in parts:
        answer: Fault | None | Exception
        try:
            answer = judge.check(part, site)
        except VmgateError:
            raise
        except Exception as error:  # noqa: BLE001  - a crash must be reported, and must not stop the others
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
