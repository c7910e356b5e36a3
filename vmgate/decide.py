"""From findings to the gate: results with severities, and what the whole run comes to. Pure."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from vmgate.errors import ExitCode
from vmgate.model.report import Decision, Kind, Result
from vmgate.model.result import Verdict
from vmgate.model.site import UnknownHandling
from vmgate.model.value import format_path

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from vmgate.model.estate import Unread
    from vmgate.model.report import Input
    from vmgate.model.result import Finding
    from vmgate.model.site import Site
    from vmgate.rule import Rule

_TRACED = frozenset({Verdict.FAIL, Verdict.UNKNOWN})


def results(findings: Iterable[Finding], rules: Mapping[str, Rule], site: Site, number: int) -> list[Result]:
    """The findings of input `number` with severity, place and fingerprint."""
    seen: dict[str, int] = {}
    return [_result(finding, rules[finding.rule], site, number, seen) for finding in findings]


def _result(finding: Finding, rule: Rule, site: Site, number: int, seen: dict[str, int]) -> Result:
    setting = site.rules.get(rule.id)
    attribute = format_path(finding.path)
    address = finding.resource.address
    place = finding.place or finding.resource
    identity = f"{rule.id}\0{address}\0{place.address}\0{attribute}"
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
        span=place.span(finding.path),
        provider=finding.resource.provider,
        input=number,
        fingerprint=f"sha256:{digest}",
        origin=place.origin(finding.path) if finding.verdict in _TRACED and finding.path else (),
    )


def merge(found: Sequence[Result], kinds: Sequence[Kind], judged: Sequence[Collection[str]]) -> list[Result]:
    """One result where several inputs speak of one rule and address. `judged` are each input's judged addresses.

    What is unknown of source is replaced by what a plan or a state says; what is unknown of a plan stands, since a
    state may be older than it. A failure in any phase stands, once.
    """
    if len(kinds) < 2:
        return list(found)
    order = {Kind.SOURCE: 0, Kind.PACKER: 0, Kind.PLAN: 1, Kind.STATE: 2, Kind.EVIDENCE: 2, Kind.REGISTRY: 2}
    latest: dict[str, int] = {}
    for kind, addresses in zip(kinds, judged, strict=True):
        for address in addresses:
            latest[address] = max(latest.get(address, 0), order[kind])
    kept: dict[tuple[object, ...], Result] = {}
    speakers: dict[tuple[object, ...], list[int]] = {}
    for result in sorted(found, key=lambda one: -order[kinds[one.input]]):
        kind = kinds[result.input]
        if result.verdict is Verdict.UNKNOWN and not order[kind] and latest.get(result.address, 0):
            continue
        # Inputs of one kind are no phases of one another: what has one name in two configurations is two, and an
        # exception of the one is none of the other.
        key = (result.rule, result.address, result.attribute, result.message)
        alike = speakers.setdefault((*key, kind), [])
        if result.input not in alike:
            alike.append(result.input)
        kept.setdefault((*key, alike.index(result.input)), result)
    return sorted(kept.values(), key=lambda one: one.input)


def decide(
    found: Sequence[Result],
    inputs: Sequence[Input],
    sites: Sequence[Site],
    *,
    strict: bool | None = None,
    if_any: bool = False,
) -> tuple[Decision, ExitCode, str]:
    """What the run comes to: the decision, its exit code, and why in a few words. `sites` are the inputs' sites.

    `strict` shuts the gate on every unknown (True) or on none (False); None leaves it to the policy. No verdict
    outranks a failure, which outranks an unknown: a run that broke is never reported as merely red or green.
    """
    broken = _no_verdict(found, inputs, if_any=if_any)
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


def _no_verdict(found: Sequence[Result], inputs: Sequence[Input], *, if_any: bool) -> str:
    if any(one.verdict is Verdict.CRASH for one in found):
        return "a rule crashed"
    for item in inputs:
        for part in item.unread:
            if part.fatal:
                return f"{item.path}: {part.reason}"
    idle = [item for item in inputs if item.idle and not item.empty]
    if idle and len(idle) == len(inputs) and not if_any:
        return "nothing was judged: no resource that the procedure speaks of"
    return ""


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
