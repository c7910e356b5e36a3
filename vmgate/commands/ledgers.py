"""Which ledger a command uses, and what it writes to and reads from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vmgate import __version__
from vmgate.errors import UsageError
from vmgate.model.result import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from vmgate.ledger import Ledger
    from vmgate.model.report import Report
    from vmgate.model.running import RunningLog
    from vmgate.model.site import Site

RUN = "check-run"
"""The kind of record that a run of the gate leaves."""
MACHINES = "running-machines"
"""The kind of record that one state leaves, its subject the state's lineage or name."""


def now() -> datetime:
    """The time it is, in UTC."""
    return datetime.now(UTC)


def ledger_of(url: str | None, site: Site) -> Ledger:
    """The ledger that the command line names, else the site policy. Raises `UsageError` when neither does."""
    from vmgate.ledger import ledger_at

    if url:
        return ledger_at(url, Path.cwd())
    if site.ledger is None:
        message = "no ledger is configured; name one with --ledger, or as `url` in [ledger] of vmgate.toml"
        raise UsageError(message)
    return ledger_at(site.ledger.url, Path(site.ledger.base))


def with_running_log(site: Site, url: str | None) -> Site:
    """The site with its log of running machines, where a ledger is configured. Raises `LedgerError`."""
    if site.running_log is not None or (not url and site.ledger is None):
        return site
    return replace(site, running_log=running_log(ledger_of(url, site), site))


def running_log(ledger: Ledger, site: Site) -> RunningLog:
    """The last record of every state as of the site's day; none where there is no ledger yet. Raises `LedgerError`."""
    from vmgate.commands.running_machines import record_of
    from vmgate.model.running import RunningLog

    if not ledger.exists():
        return RunningLog()
    return RunningLog([record_of(entry) for entry in ledger.latest(MACHINES, site.as_of)])


def record_run(report: Report, given: Mapping[str, Any], site: Callable[[Path], Site]) -> None:
    """Record a run of the gate in every ledger that asks for it. Raises `LedgerError` when that fails."""
    url, demanded = given.get("ledger"), given.get("record")
    if demanded is False:
        return
    paths = [one.path for one in report.inputs] or list(given["paths"]) or ["."]
    wanted: dict[str, Ledger] = {}
    for one in {id(found): found for found in map(site, map(Path, paths))}.values():
        if demanded or (one.ledger is not None and one.ledger.record_checks):
            ledger = ledger_of(url, one)
            wanted.setdefault(ledger.where, ledger)
    if not wanted:
        return
    from vmgate.ledger import Record

    record = Record(RUN, "", report.as_of, run_content(report))
    for ledger in wanted.values():
        ledger.append([record], now())


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
                "path": one.path, "kind": one.kind.value, "sha256": one.sha256,
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


def demand(given: Mapping[str, Any], site: Site) -> None:
    """Raises `UsageError` for a run that is to be recorded where no ledger is."""
    if given.get("record"):
        ledger_of(given.get("ledger"), site)
