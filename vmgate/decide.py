"""From findings to the gate: results with severities, and what the whole run comes to. Pure."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vmgate.errors import ExitCode
from vmgate.model.report import Decision, Kind, Result
from vmgate.model.result import Verdict
from vmgate.model.secrets import may_hold_secret
from vmgate.model.site import UnknownHandling
from vmgate.model.value import format_path

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from vmgate.model.estate import Unread
    from vmgate.model.report import Input
    from vmgate.model.resource import Resource
    from vmgate.model.result import Finding
    from vmgate.model.site import Site
    from vmgate.model.value import Path
    from vmgate.rule import Rule

NOTHING = "nothing was judged: no resource that the procedure speaks of"
"""What a run or an input says of itself that held nothing for any rule."""

_TRACED = frozenset({Verdict.FAIL, Verdict.UNKNOWN})


@dataclass(frozen=True, slots=True)
class Source:
    """Which input findings are of: its number, and how a fingerprint names it and what has an address in it.

    `label` is where the configuration lies in its checkout. `named` turns an address that is a path into one that is
    the same wherever the command runs.
    """

    number: int
    label: str = ""
    named: Callable[[str], str] = str


def results(findings: Iterable[Finding], rules: Mapping[str, Rule], site: Site, of: Source) -> list[Result]:
    """The findings of an input with severity, place and fingerprint.

    A fingerprint rests on the rule, on where the configuration lies in its checkout, and on what is told there: not on
    lines, on other inputs, or on where the checkout lies.
    """
    seen: dict[str, int] = {}
    return [_result(finding, rules[finding.rule], site, of, seen) for finding in findings]


def _result(finding: Finding, rule: Rule, site: Site, of: Source, seen: dict[str, int]) -> Result:
    setting = site.rules.get(rule.id)
    attribute = format_path(finding.path)
    address = finding.resource.address
    place = finding.place or finding.resource
    span = place.span(finding.path)
    identity = f"{rule.id}\0{of.label}\0{of.named(address)}\0{of.named(place.address)}\0{attribute}"
    # Several faults of one attribute stay apart by their order, which does not depend on lines.
    count = seen[identity] = seen.get(identity, -1) + 1
    digest = hashlib.sha256(f"{identity}\0{count}".encode("utf-8", "surrogatepass")).hexdigest()
    return Result(
        rule=rule.id,
        slug=rule.slug,
        clause=rule.clause,
        severity=(setting.severity if setting else None) or rule.severity,
        verdict=finding.verdict,
        address=address,
        attribute=attribute,
        message=finding.message,
        reason=finding.reason,
        span=span,
        provider=finding.resource.provider,
        input=of.number,
        fingerprint=f"sha256:{digest}",
        origin=place.origin(finding.path) if finding.verdict in _TRACED and finding.path else (),
        secret=span is not None and _is_secret(place, finding.path),
    )


def _is_secret(place: Resource, path: Path) -> bool:
    """Whether the value at a path may be one, by what it is called or by the mark that it has."""
    return bool(path) and (
        any(isinstance(step, str) and may_hold_secret(step) for step in path) or place.is_sensitive(path)
    )


def merge(
    found: Sequence[Result], inputs: Sequence[Input], judged: Sequence[Collection[str]]
) -> list[Result]:
    """One result where several inputs speak of one rule and address. `judged` are each input's judged addresses.

    What is unknown of source is replaced by what a plan or a state of it says; what is unknown of a plan stands, since
    a state may be older than it. A failure in any phase stands, once. Whatever lies in two directories is two.
    """
    if len(inputs) < 2:
        return list(found)
    order = {Kind.SOURCE: 0, Kind.PACKER: 0, Kind.PLAN: 1, Kind.STATE: 2, Kind.EVIDENCE: 2, Kind.REGISTRY: 2}
    kinds = [one.kind for one in inputs]
    of = homes(inputs)
    latest: dict[tuple[str | None, str], int] = {}
    for kind, home, addresses in zip(kinds, of, judged, strict=True):
        for address in addresses:
            latest[home, address] = max(latest.get((home, address), 0), order[kind])
    kept: dict[tuple[object, ...], Result] = {}
    speakers: dict[tuple[object, ...], list[int]] = {}
    for result in sorted(found, key=lambda one: -order[kinds[one.input]]):
        kind, home = kinds[result.input], of[result.input]
        if result.verdict is Verdict.UNKNOWN and not order[kind] and latest.get((home, result.address), 0):
            continue
        # Inputs of one kind are no phases of one another: what has one name in two configurations is two, and an
        # exception of the one is none of the other.
        key = (home, result.rule, result.address, result.attribute, result.message)
        alike = speakers.setdefault((*key, kind), [])
        if result.input not in alike:
            alike.append(result.input)
        kept.setdefault((*key, alike.index(result.input)), result)
    return sorted(kept.values(), key=lambda one: one.input)


def homes(inputs: Sequence[Input]) -> list[str | None]:
    """What each input is a phase of: the place of a configuration in its checkout.

    A plan or a state of which that is not known is of the only configuration there is; None where there are several.
    """
    phases = (Kind.SOURCE, Kind.PLAN, Kind.STATE)
    known = {one.place for one in inputs if one.kind in phases and one.place is not None}
    other = next(iter(known)) if len(known) == 1 else None
    return [other if one.place is None else one.place for one in inputs]


def decide(
    found: Sequence[Result],
    inputs: Sequence[Input],
    sites: Sequence[Site],
    *,
    strict: bool | None = None,
    if_any: bool = False,
    each: bool = True,
) -> tuple[Decision, ExitCode, str]:
    """What the run comes to: the decision, its exit code, and why in a few words. `sites` are the inputs' sites.

    `strict` shuts the gate on every unknown (True) or on none (False); None leaves it to the policy. No verdict
    outranks a failure, which outranks an unknown: a run that broke is never reported as merely red or green. Something
    has to be judged in `each` path that was given, not merely in one of them, unless `if_any`.
    """
    broken = _no_verdict(found, inputs, if_any=if_any, each=each)
    if broken:
        return Decision.NO_VERDICT, ExitCode.NO_VERDICT, broken
    if any(one.verdict is Verdict.FAIL and _weighs(one, sites[one.input]) for one in found):
        return Decision.SHUT, ExitCode.SHUT, ""
    if any(
        one.verdict is Verdict.UNKNOWN and _shuts(one, inputs[one.input], sites[one.input], strict)
        for one in found
    ):
        return Decision.UNDECIDED, ExitCode.UNDECIDED, "what is unknown is not let through"
    gaps = (part for item, site in zip(inputs, sites, strict=True) for part in _gaps(item, site, strict))
    gap = next(gaps, None)
    if gap is not None:
        return Decision.UNDECIDED, ExitCode.UNDECIDED, f"{gap.name} was not judged: {gap.reason}"
    return Decision.OPEN, ExitCode.OPEN, ""


def _no_verdict(found: Sequence[Result], inputs: Sequence[Input], *, if_any: bool, each: bool) -> str:
    if any(one.verdict is Verdict.CRASH for one in found):
        return "a rule crashed"
    for item in inputs:
        for part in item.unread:
            if part.fatal:
                return f"{item.path}: {part.reason}"
    idle = [item for item in inputs if _is_idle(item)]
    if idle and len(idle) == len(inputs) and not if_any:
        return NOTHING
    missed = [path for path in idle_paths(inputs) if not _accompanies(path, inputs)]
    if not missed or if_any or not each:
        return ""
    more = f" and {len(missed) - 1} more" if missed[1:] else ""
    return f"{missed[0]}{more}: {NOTHING}; leave that out, or say --if-any"


def idle_paths(inputs: Sequence[Input]) -> list[str]:
    """The paths that were given and in which there was nothing to judge, though there should be."""
    paths = dict.fromkeys(path for one in inputs for path in one.given)
    return [path for path in paths if all(_is_idle(one) for one in inputs if path in one.given)]


def _is_idle(item: Input) -> bool:
    return item.idle and not item.empty


def _accompanies(path: str, inputs: Sequence[Input]) -> bool:
    """Whether something was judged of what a path is another phase of: a directory is given to tell the places of a
    plan, and before the first apply the state of what is to be is empty.
    """
    judged = [one for one in inputs if not _is_idle(one)]
    told = {one.place for one in judged if one.kind in (Kind.PLAN, Kind.STATE) and one.place is not None}
    to_be = any(one.kind in (Kind.SOURCE, Kind.PLAN) for one in judged)
    return any(
        one.place in told
        if one.kind is Kind.SOURCE
        else one.kind is Kind.STATE and not one.resources and to_be
        for one in inputs
        if path in one.given
    )


def _weighs(result: Result, site: Site) -> bool:
    return result.severity.rank >= site.policy.fail_on.rank


def _shuts(result: Result, item: Input, site: Site, strict: bool | None) -> bool:  # noqa: FBT001  - None is to ask the policy
    if strict is not None:
        return strict
    if not _weighs(result, site):
        return False
    setting = site.rules.get(result.rule)
    if setting is not None and setting.unknown is not None:
        return setting.unknown is UnknownHandling.SHUT
    return _handling(item, site) is UnknownHandling.SHUT


def _gaps(item: Input, site: Site, strict: bool | None) -> Sequence[Unread]:  # noqa: FBT001  - None is to ask the policy
    """The parts that could not be read, such as a module that is not there, if they shut the gate as unknowns do."""
    shuts = _handling(item, site) is UnknownHandling.SHUT if strict is None else strict
    return item.unread if shuts else ()


def _handling(item: Input, site: Site) -> UnknownHandling:
    source = item.kind in (Kind.SOURCE, Kind.PACKER)
    return site.policy.unknown_source if source else site.policy.unknown_plan
