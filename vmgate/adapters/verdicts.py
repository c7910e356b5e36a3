"""vmgate's own verdict on one input, for a host program that asks rule by rule and block by block."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from vmgate.commands.check import Options, check
from vmgate.commands.days import day
from vmgate.commands.reading import Given
from vmgate.commands.run_check import sites
from vmgate.decide import decide
from vmgate.errors import ExitCode, UsageError, VmgateError
from vmgate.model.report import Decision
from vmgate.model.result import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from vmgate.model.report import Report, Result
    from vmgate.model.site import Site
    from vmgate.rule import Rule

UNKNOWN = "VMGATE_CHECKOV_UNKNOWN"
_STRICT = {"": None, "fail": True, "drop": False}


@dataclass(frozen=True)
class Verdicts:
    """All that vmgate says of one input, passes too.

    `no_verdict` is the reason if the input, or a needed part of it, could not be read; "" if it could.
    `why_shut` says why the gate is shut on this input; "" if it is open. `idle` says that no rule has anything
    to say of it, and that it is not a plan of which that is right.
    """

    results: Sequence[Result] = ()
    no_verdict: str = ""
    why_shut: str = ""
    idle: bool = False
    shutting: frozenset[str] = frozenset()

    def shuts(self, result: Result) -> bool:
        """Whether this unknown counts as a failure."""
        return result.fingerprint in self.shutting


def verdicts(path: str, rules: Sequence[Rule], environment: Mapping[str, str]) -> Verdicts:
    """Judge a root directory or a plan as `vmgate check PATH` does: same readers, same site policy, same rules.

    `VMGATE_CONFIG`, `VMGATE_REGISTRY` and `VMGATE_AS_OF` are obeyed. `VMGATE_CHECKOV_UNKNOWN` overrides the
    policy's word on unknowns. Unknowns that are let through are named on standard error.
    """
    try:
        strict = _strict(environment)
        nearest = _sites(environment)
        options = Options(
            paths=[path],
            site=nearest,
            rules=rules,
            given=Given(environment=environment),
            strict=strict,
            if_any=True,
            all_verdicts=True,
            below=False,
        )
        report = check(options)
    except VmgateError as error:
        reason = f"no verdict: {error}"
        return Verdicts(no_verdict=reason, why_shut=reason)
    own = [nearest(Path(path)) for _ in report.inputs]
    shutting = frozenset(
        result.fingerprint
        for result in report.results
        if result.verdict is Verdict.UNKNOWN
        and decide([result], report.inputs, own, strict=strict, if_any=True)[1] is ExitCode.UNDECIDED
    )
    found = Verdicts(
        results=report.results,
        no_verdict=_unread(report),
        why_shut=_why_shut(report),
        idle=not report.results and all(one.idle and not one.empty for one in report.inputs),
        shutting=shutting,
    )
    if not found.no_verdict:
        _note_unknowns(path, found)
    return found


def _strict(environment: Mapping[str, str]) -> bool | None:
    word = environment.get(UNKNOWN, "")
    if word not in _STRICT:
        message = f'{UNKNOWN}: "{word}" is neither fail nor drop'
        raise UsageError(message)
    return _STRICT[word]


def _sites(environment: Mapping[str, str]) -> Callable[[Path], Site]:
    given = {
        "config": environment.get("VMGATE_CONFIG"),
        "no_config": False,
        "registry": environment.get("VMGATE_REGISTRY"),
    }
    return sites(given, day(environment.get("VMGATE_AS_OF") or None), environment)


def _unread(report: Report) -> str:
    """Why there is no verdict on the input as a whole; "" if there is one. A rule that crashed speaks for itself."""
    fatal = [f"{part.name}: {part.reason}" for one in report.inputs for part in one.unread if part.fatal]
    return f"no verdict: {'; '.join(fatal)}" if fatal else ""


def _why_shut(report: Report) -> str:
    if report.decision is Decision.OPEN:
        return ""
    wrong = Counter(
        result.verdict.value
        for result in report.results
        if result.verdict in (Verdict.FAIL, Verdict.UNKNOWN, Verdict.CRASH)
    )
    counts = ", ".join(f"{count} {name}" for name, count in wrong.items())
    return f"{report.decision.value}: {report.why or counts}"


def _note_unknowns(path: str, found: Verdicts) -> None:
    """One line per rule and reason of what is not known and yet not a failure: checkov has no way to show it."""
    let_through = Counter(
        (result.rule, result.message, result.reason)
        for result in found.results
        if result.verdict is Verdict.UNKNOWN and not found.shuts(result)
    )
    for (rule, message, reason), count in sorted(let_through.items(), key=str):
        text = f"vmgate: {Path(path).name}: {count} unknown: {rule}: {message} ({reason})"
        print(text, file=sys.stderr)  # noqa: T201  - the edge
