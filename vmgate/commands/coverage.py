"""`vmgate coverage`: clause by clause what is decided by which rules, and what they say of some inputs."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vmgate import rulebook
from vmgate.commands.check import Options, check
from vmgate.commands.days import day
from vmgate.commands.run_check import sites, what_is_given
from vmgate.commands.terminal import wants_color, width
from vmgate.commands.waiting import waiting
from vmgate.decide import homes
from vmgate.errors import ExitCode
from vmgate.model.report import Kind
from vmgate.model.result import Verdict
from vmgate.procedure import BINDING, CLAUSES
from vmgate.report.coverage import REPORT, ClauseCoverage, Coverage, write
from vmgate.report.printable import printable_lines
from vmgate.translate.coverage import decided_from

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from vmgate.model.report import Report
    from vmgate.model.site import Site
    from vmgate.rule import Rule

REPORTED = {"C38": {REPORT: 0}}
"""What no rule decides: compliance is verified by reports, and every run is one."""

_GRAVEST = (Verdict.CRASH, Verdict.FAIL, Verdict.UNKNOWN, Verdict.WAIVED, Verdict.PASS)


@dataclass(frozen=True)
class Measured:
    """Some inputs judged by every rule, what that says of each clause, and the sites that they are judged for."""

    report: Report
    coverage: Coverage
    rules: Sequence[Rule]
    sites: Sequence[Site]


def run(given: Mapping[str, Any], environment: Mapping[str, str]) -> int:
    """Run `vmgate coverage` with its options by name; the exit code. Raises `VmgateError`."""
    found = measure(given, environment)
    color = wants_color(given["color"], environment)
    sys.stdout.write(write(found.coverage, given["format_"], color=color, width=width()))
    return int(complaint(found.report))


def measure(given: Mapping[str, Any], environment: Mapping[str, str]) -> Measured:
    """Judge the inputs that the options name, registers included. Raises `VmgateError`."""
    rules = rulebook.rules()
    as_of = day(given["as_of"])
    of_path = sites(given, as_of, environment)
    seen: list[Site] = []

    def site(path: Path) -> Site:
        seen.append(of_path(path))
        return seen[-1]

    with waiting("judging") as tell:
        report = check(
            Options(
                paths=given["paths"],
                site=site,
                rules=rules,
                given=what_is_given(given, environment),
                all_verdicts=True,
                registers=True,
                tell=tell,
            )
        )
    off = {rule.id for rule in rules if all(one.is_off(rule.id) for one in seen)}
    covered = replace(cover(report, rules, off, as_of), not_looked_at=_not_looked_at(report, rules, seen))
    return Measured(report, covered, rules, seen)


def _not_looked_at(report: Report, rules: Sequence[Rule], seen: Sequence[Site]) -> list[str]:
    """What clauses are judged from that is not among the inputs. That evidence is missing, failures say."""
    kept = list(dict.fromkeys(site.registry_path for site in seen if site.registry_path is not None))
    judged = [Path(one.path).absolute() for one in report.inputs if one.kind is Kind.REGISTRY]
    clauses = sorted({rule.clause for rule in rules if Kind.REGISTRY in decided_from(rule)})
    if not kept and not judged:
        return [f"a template registry ({', '.join(clauses)}): there is none; vmgate template init"]
    return [
        f"the records of {path} ({', '.join(clauses)}); name it, too"
        for path in kept
        if Path(path).absolute() not in judged
    ]


def cover(report: Report, rules: Sequence[Rule], off: Collection[str], as_of: date) -> Coverage:
    """What a run with all verdicts says of each clause that binds.

    One rule on one resource is one judgement, whatever number of inputs and faults it rests on: its gravest verdict.
    What has one address in two configurations is two resources.
    """
    said: dict[tuple[str, str, str], Verdict] = {}
    read: dict[str, set[tuple[str, str, Kind]]] = {}
    of = homes(report.inputs)
    for result in report.results:
        resource = f"{of[result.input]}\0{result.address}"
        key = (result.clause, result.rule, resource)
        said[key] = min(said.get(key, result.verdict), result.verdict, key=_GRAVEST.index)
        one = (result.rule, resource, report.inputs[result.input].kind)
        read.setdefault(result.clause, set()).add(one)
    return Coverage(
        as_of=as_of,
        inputs=[(one.path, one.kind) for one in report.inputs],
        clauses=[_clause(number, rules, off, said, read.get(number, ())) for number in BINDING],
        not_covered=list(dict.fromkeys(name for one in report.inputs for name in one.not_covered)),
        unread=[part for one in report.inputs for part in one.unread],
    )


def _clause(
    number: str,
    rules: Sequence[Rule],
    off: Collection[str],
    said: Mapping[tuple[str, str, str], Verdict],
    read: Collection[tuple[str, str, Kind]],
) -> ClauseCoverage:
    own = [rule for rule in rules if rule.clause == number]
    counts: dict[Verdict, int] = {}
    for (clause, _, _), verdict in said.items():
        if clause == number:
            counts[verdict] = counts.get(verdict, 0) + 1
    able = {kind for rule in own for kind in decided_from(rule)}
    judged = Counter(kind for _, _, kind in read)
    inputs = {kind.value: judged[kind] for kind in Kind if kind in able or judged[kind]}
    return ClauseCoverage(
        number=number,
        title=CLAUSES[number].title,
        rules=[rule.id for rule in own],
        off=[rule.id for rule in own if rule.id in off],
        inputs=inputs or REPORTED.get(number, {}),
        counts=counts,
    )


def complaint(report: Report) -> ExitCode:
    """No verdict, said on standard error, where an input could not be read or a rule crashed."""
    broken = [f"{part.name}: {part.reason}" for one in report.inputs for part in one.unread if part.fatal]
    broken += [f"{one.rule}: {one.message}" for one in report.results if one.verdict is Verdict.CRASH]
    for line in broken:
        print(f"vmgate: {printable_lines(line)}", file=sys.stderr)  # noqa: T201  - the edge
    return ExitCode.NO_VERDICT if broken else ExitCode.OPEN
