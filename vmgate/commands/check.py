"""`vmgate check`: read, translate, judge, decide, report."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from vmgate import __version__
from vmgate.commands.evidence_registers import with_registers
from vmgate.commands.excerpts import Excerpts
from vmgate.commands.joining import join, label, place_in_checkout
from vmgate.commands.ledgers import with_running_log
from vmgate.commands.reading import Given, read_packer, read_source
from vmgate.decide import NOTHING, Source, decide, idle_paths, merge, results
from vmgate.errors import ExitCode, InputError, UsageError
from vmgate.judge import judge
from vmgate.model.comment import SourceRead
from vmgate.model.estate import Estate, Unread
from vmgate.model.report import Decision, Input, Kind, Report
from vmgate.model.secrets import Redaction
from vmgate.read.checkout import place_of
from vmgate.read.discover import Found, discover
from vmgate.translate import is_covered, things

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from vmgate.model.report import Result
    from vmgate.model.result import Finding, Judgement
    from vmgate.model.site import Site
    from vmgate.model.value import Value
    from vmgate.rule import Rule
    from vmgate.vocabulary.thing import Thing


@dataclass(frozen=True)
class Options:
    """What the command line may say of a run.

    `site` is the site of an input by its path: every input has the policy nearest to it. `strict` is None where the
    policy decides on unknowns. `no_waivers` leaves failures failures and shows which exceptions would waive them.
    """

    paths: Sequence[str]
    site: Callable[[Path], Site]
    rules: Sequence[Rule]
    given: Given = field(default_factory=Given)
    changed_only: bool = False
    strict: bool | None = None
    if_any: bool = False
    all_verdicts: bool = False
    registers: bool = False
    """Whether the evidence registers of the inputs' sites are judged as well."""
    no_waivers: bool = False
    below: bool = True
    """Whether a directory with configuration stands for what lies below it, too."""
    each: bool = True
    """Whether something has to be judged in each of the paths, and not merely in one of them."""
    tell: Callable[[str], None] = lambda _: None
    """Takes what is being done, for somebody who waits."""


@dataclass
class _Judged:
    """One input with what was said of it."""

    summary: Input
    judgement: Judgement
    source: SourceRead


def check(options: Options) -> Report:
    """Run the gate over some inputs. Raises `InputError` when there is nothing to read at all."""
    found = discover(list(options.paths), below=options.below)
    sites = [options.site(one.path) for one in found]
    if options.registers:
        found, sites = with_registers(found, sites)
    options = replace(options, given=options.given.among(found))
    judged = list(_each_judged(options, found, sites))
    options.given.refuse_undeclared()
    by_id = {rule.id: rule for rule in options.rules}
    listed: list[Result] = []
    passed: dict[str, int] = {}
    for number, one in enumerate(judged):
        of = Source(number, one.summary.label, _in_checkout if one.summary.kind is Kind.EVIDENCE else str)
        listed += results(_listed(one.judgement, options), by_id, sites[number], of)
        for rule, count in one.judgement.passed.items():
            passed[rule] = passed.get(rule, 0) + count
    inputs = [one.summary for one in judged]
    merged = merge(listed, inputs, [one.judgement.judged for one in judged])
    hidden = ""
    if any(one.source.comments for one in judged) or any(site.exceptions for site in sites):
        from vmgate.commands.waiving import Run, hiding, judged_any, settle

        sources = [one.source for one in judged]
        run = Run(inputs, sites, sources, by_id, options.changed_only, options.all_verdicts)
        merged = settle(run, merged, passed, apply=not options.no_waivers)
        hidden = hiding(merged) if options.no_waivers else ""
        if judged_any(merged, by_id):
            inputs = [replace(one, idle=False) for one in inputs]
    inputs = _with_idle_told(inputs)
    decision, code, why = decide(
        merged, inputs, sites, strict=options.strict, if_any=options.if_any, each=options.each
    )
    why = "; ".join(part for part in (why, hidden) if part)
    return Report(
        version=__version__, as_of=sites[0].as_of, decision=decision, exit_code=code, inputs=inputs, results=merged,
        passed=passed, why=why, excerpts=Excerpts(merged),
    )  # fmt: skip


def _each_judged(options: Options, found: Sequence[Found], sites: Sequence[Site]) -> Iterator[_Judged]:
    for number, (one, site) in enumerate(zip(found, sites, strict=True), 1):
        options.tell(one.name if len(found) == 1 else f"{one.name}, {number} of {len(found)}")
        yield _judge(one, options, site, found)


def _with_idle_told(inputs: Sequence[Input]) -> list[Input]:
    """The inputs with a note on those of several that are given by a path in which nothing was judged."""
    idle = idle_paths(inputs) if len(inputs) > 1 else []
    return [replace(one, notes=(*one.notes, NOTHING)) if {*one.given} & {*idle} else one for one in inputs]


def _in_checkout(address: str) -> str:
    """An address that is the path of a file, as it is called wherever the command runs."""
    return place_of(Path(address))


def unreadable(error: InputError, as_of: date) -> Report:
    """The report of a run that ended because an input could not be read: the same shape, and no verdict."""
    return Report(
        version=__version__, as_of=as_of, decision=Decision.NO_VERDICT, exit_code=ExitCode.NO_VERDICT,
        inputs=(), results=(), passed={}, why=str(error),
    )  # fmt: skip


def _listed(judgement: Judgement, options: Options) -> list[Finding]:
    return [*judgement.findings, *judgement.passes] if options.all_verdicts else judgement.findings


def _judge(one: Found, options: Options, site: Site, found: Sequence[Found]) -> _Judged:
    if one.kind is Kind.SOURCE:
        estate = read_source(one.path, options.given, {})
        return _judged(one, estate, things(estate), options, site, one.notes, estate)
    if one.kind is Kind.STATE:
        return _judge_state(one, options, site, found)
    if one.kind is Kind.EVIDENCE:
        return _judge_evidence(one, options, site)
    if one.kind is Kind.REGISTRY:
        return _judge_registry(one, options, site)
    if one.kind is Kind.PACKER:
        estate = read_packer(one.path, options.given)
        return _judged(one, estate, things(estate), options, site, (), estate)
    from vmgate.read.plan.load import read_plan

    try:
        plan = read_plan(one.data)
        notes, source = join(one, plan, options.given, found, plan.variables)
        notes = (*plan.effect.notes(), *notes)
        subjects: Iterator[Thing] = things(plan.estate)
        if options.changed_only or plan.effect.only_removes:
            wanted = partial(plan.effect.concerns, changed_only=options.changed_only)
            subjects = (thing for thing in subjects if wanted(thing.resource.address))
        judged = _judged(one, plan.estate, subjects, options, site, notes, source)
    except InputError as error:
        message = f"{one.name}: {error}"
        raise InputError(message) from None
    nothing = plan.effect.nothing_to_judge(changed_only=options.changed_only)
    managed = (resource for resource in plan.estate.resources if resource.mode == "managed")
    if options.changed_only and judged.summary.idle and any(map(is_covered, managed)):
        nothing = nothing or "the plan changes nothing that the procedure speaks of"
    if nothing and not judged.summary.unread:
        judged.summary = replace(judged.summary, empty=True, notes=(*judged.summary.notes, nothing))
    return judged


def _judge_state(one: Found, options: Options, site: Site, found: Sequence[Found]) -> _Judged:
    from vmgate.read.state.load import read_state

    if options.changed_only:
        message = (
            f"--changed-only: {one.name} is a state, which changes nothing; leave the option or the state out"
        )
        raise UsageError(message)
    try:
        state = read_state(one.data, one.name)
        notes, source = join(one, state, options.given, found, {})
        notes = (*state.notes(), *notes)
        logged = with_running_log(site, options.rules)
        return _judged(one, state.estate, things(state.estate), options, logged, notes, source)
    except InputError as error:
        message = f"{one.name}: {error}"
        raise InputError(message) from None


def _judge_evidence(one: Found, options: Options, site: Site) -> _Judged:
    from vmgate.settings.evidence import read_evidence
    from vmgate.translate.evidence import things as evidence_things

    register = site.evidence
    if register is None or Path(register.path).absolute() != one.path.absolute():
        register = read_evidence(one.path, None if register is None else register.ages)
    at = replace(site, evidence=register)
    subjects = list(evidence_things(register))
    estate = Estate([thing.resource for thing in subjects])
    return _judged(one, estate, iter(subjects), options, at, ())


def _judge_registry(one: Found, options: Options, site: Site) -> _Judged:
    from vmgate.registry.verification import wrong
    from vmgate.settings.templates import read_states
    from vmgate.translate.templates import things as records

    states = read_states(one.path, site)
    at = replace(site, registry=states.registry())
    subjects = list(records(at.registry, one.name))
    # Facts that do not hold count for nothing, so that no rule would speak of them.
    unread = [Unread(f"{one.name}/{fault.path}", fault.what) for fault in wrong(states)]
    estate = Estate([thing.resource for thing in subjects], unread=unread)
    judged = _judged(one, estate, iter(subjects), options, at, ())
    if not subjects and not unread:
        note = "no template is approved, so there is none to judge"
        judged.summary = replace(judged.summary, empty=True, notes=(note,))
    return judged


def _judged(
    one: Found,
    estate: Estate,
    subjects: Iterator[Thing],
    options: Options,
    site: Site,
    notes: tuple[str, ...],
    source: Estate | None = None,
) -> _Judged:
    rules = [rule for rule in options.rules if not site.is_off(rule.id)]
    judgement = judge(subjects, rules, site, keep_passes=options.all_verdicts)
    if judgement.findings:
        _redact(judgement, estate, source)
    managed = [one for one in estate.resources if one.mode in ("managed", "packer", "record")]
    place = place_in_checkout(one, source)
    unjudged = [resource for resource in managed if resource.address not in judgement.judged]
    summary = Input(
        path=one.name,
        kind=one.kind,
        sha256=hashlib.sha256(one.data).hexdigest() if one.data else _digest(one.path),
        resources=len(managed),
        judged=len(managed) - len(unjudged),
        not_covered=[resource.address for resource in unjudged if not is_covered(resource)],
        unread=list(estate.unread),
        notes=notes,
        idle=not judgement.judged,
        given=one.given,
        place=place,
        label=label(one) if place is None else place,
    )
    read = SourceRead(source.comments, source.directories) if source is not None else SourceRead()
    return _Judged(summary, judgement, read)


def _redact(judgement: Judgement, *estates: Estate | None) -> None:
    """Take values that inputs call secret out of what is said of them."""
    resources = [resource for estate in estates if estate is not None for resource in estate.resources]
    secrets: list[Value] = []
    for resource in resources:
        found = resource.secrets()
        if found:
            secrets += found
            resource.release()
    redaction = Redaction(secrets)
    if redaction:
        judgement.findings = [
            replace(one, message=redaction(one.message), reason=one.reason and redaction(one.reason))
            for one in judgement.findings
        ]


def _digest(directory: Path) -> str:
    """One digest over the files of a configuration, or over its only one: their names and bytes, in order.

    Of one that is not given out, its name: that it is unread is said elsewhere.
    """
    total = hashlib.sha256()
    for file in sorted(directory.iterdir()) if directory.is_dir() else [directory]:
        if file.is_file() and file.name.endswith((".tf", ".tofu", ".json", ".tfvars", ".hcl", ".toml")):
            total.update(file.name.encode() + b"\0")
            with suppress(OSError):
                total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()
