"""Which ledger a command uses, and what it writes to and reads from it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vmgate import __version__
from vmgate.errors import InputError, UsageError
from vmgate.model.result import Verdict
from vmgate.model.site import LedgerSetting
from vmgate.report.printable import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from vmgate.ledger import Ledger
    from vmgate.model.report import Report
    from vmgate.model.running import RunningLog
    from vmgate.model.site import Site
    from vmgate.rule import Rule

RUN = "check-run"
"""The kind of record that a run of the gate leaves."""
MACHINES = "running-machines"
"""The kind of record that one state leaves, its subject the state's lineage or name."""

_NO_LEDGER = "no ledger is configured; name one with --ledger, or as `url` in [ledger] of vmgate.toml"


def now() -> datetime:
    """The time it is, in UTC."""
    return datetime.now(UTC)


def with_ledger(site: Site, given: Mapping[str, Any]) -> Site:
    """The site with what the command line says of its ledger. Raises `UsageError` when a record is demanded, and there
    is no place for it.
    """
    url, record = given.get("ledger"), given.get("record")
    setting = site.ledger
    if url:
        setting = LedgerSetting(url, str(Path.cwd()), setting is not None and setting.record_checks)
    if record is not None and setting is not None:
        setting = replace(setting, record_checks=record)
    elif record:
        raise UsageError(f"--record: {_NO_LEDGER}")
    return replace(site, ledger=setting)


def ledger_of(site: Site) -> Ledger:
    """The site's ledger. Raises `UsageError` when none is configured."""
    from vmgate.ledger import ledger_at

    if site.ledger is None:
        raise UsageError(_NO_LEDGER)
    return ledger_at(site.ledger.url, Path(site.ledger.base))


def with_running_log(site: Site, rules: Sequence[Rule]) -> Site:
    """The site with its log of running machines, where a ledger is configured and a rule asks. Raises `LedgerError`."""
    from vmgate.vocabulary.standing import StandingState

    asked = any(
        judge.thing is StandingState for rule in rules if not site.is_off(rule.id) for judge in rule.judges
    )
    if site.ledger is None or not asked:
        return site
    return replace(site, running_log=running_log(ledger_of(site), site))


def running_log(ledger: Ledger, site: Site) -> RunningLog:
    """The last record of every state as of the site's day; none where there is no ledger yet. Raises `LedgerError`."""
    from vmgate.commands.running_machines import record_of
    from vmgate.model.running import RunningLog

    if not ledger.exists():
        return RunningLog()
    records = [record_of(entry) for entry in ledger.latest(MACHINES, site.as_of)]
    return RunningLog(records, keeping(ledger))


def keeping(ledger: Ledger) -> list[str]:
    """What is wrong with how a ledger is kept. Raises `LedgerError`."""
    missing = [
        f"the trigger {name} is missing, so entries can be changed" for name in ledger.missing_triggers()
    ]
    return [*missing, *ledger.exposures()]


def record_run(report: Report, given: Mapping[str, Any], site: Callable[[Path], Site]) -> None:
    """Record a run of the gate in every ledger that asks for it. Raises `LedgerError` when that fails."""
    paths = [one.path for one in report.inputs] or list(given["paths"]) or ["."]
    wanted: dict[str, Ledger] = {}
    sites: list[Site] = []
    for path in paths:
        # One that cannot be read was told of already: there is no verdict for its inputs.
        with suppress(InputError):
            sites.append(site(Path(path)))
    for one in {id(found): found for found in sites}.values():
        if one.ledger is not None and one.ledger.record_checks:
            ledger = ledger_of(one)
            wanted.setdefault(ledger.where, ledger)
    for ledger in wanted.values():
        from vmgate.ledger import Record

        ledger.append([Record(RUN, "", report.as_of, run_content(report))], now())


def run_content(report: Report) -> dict[str, Any]:
    """What is recorded of a run: its decision, counts and the digests of what it judged, and nothing of its inputs'
    values.
    """
    return {
        "schema": "vmgate.run/v1",
        "tool": {"name": "vmgate", "version": __version__},
        "as_of": report.as_of.isoformat(),
        "decision": report.decision.value,
        "exit_code": int(report.exit_code),
        "summary": {verdict.value: report.count(verdict) for verdict in Verdict},
        "rules": _by_rule((one.rule, one.verdict) for one in report.results if one.verdict is not Verdict.PASS),
        "inputs": [
            {
                "path": printable(one.path), "kind": one.kind.value, "sha256": one.sha256,
                "resources": one.resources, "judged": one.judged,
            }
            for one in report.inputs
        ],
    }  # fmt: skip


def _by_rule(said: Iterable[tuple[str, Verdict]]) -> dict[str, dict[str, int]]:
    """How often each rule said what, passes aside."""
    found: dict[str, dict[str, int]] = {}
    for rule, verdict in said:
        counts = found.setdefault(rule, {})
        counts[verdict.value] = counts.get(verdict.value, 0) + 1
    return found
