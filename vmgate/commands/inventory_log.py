"""`vmgate inventory record`, `list`, `diff` and `unused`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vmgate.commands.days import day
from vmgate.commands.ledgers import MACHINES, ledger_of, now, running_log
from vmgate.commands.run_check import sites
from vmgate.commands.running_machines import read_running, record_of, to_record, withdrawn
from vmgate.commands.terminal import wants_color
from vmgate.errors import ExitCode, UsageError
from vmgate.ledger import LedgerError
from vmgate.model.running import Power, RunningRecord, differences, seen_once
from vmgate.report import inventory as report
from vmgate.report.printable import printable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from vmgate.ledger import Ledger
    from vmgate.model.running import LoggedMachine
    from vmgate.model.site import Site


def record(given: Mapping[str, Any], environment: Mapping[str, str]) -> None:
    """Record states. Raises `VmgateError`: then nothing was recorded."""
    states: Sequence[str] = given["states"]
    if given["source"] and len(states) > 1:
        message = "--source names one state; record several one by one"
        raise UsageError(message)
    site_of = sites(given, day(given["as_of"]), environment)
    of_states = [_site(site_of, path) for path in states]
    ledger = ledger_of(of_states[0])
    read = [read_running(path, site, given["source"]) for path, site in zip(states, of_states, strict=True)]
    twice = {one.source for one, _ in read if sum(other.source == one.source for other, _ in read) > 1}
    if twice:
        message = f"several of these states are one: {', '.join(sorted(twice))}"
        raise UsageError(message)
    entries = ledger.append([to_record(running, found, MACHINES) for running, found in read], now())
    rows = []
    for entry, (running, found), site in zip(entries, read, of_states, strict=True):
        if given["format_"] == "text":
            what = f"{printable(found.name)}  {report.counts(running.machines)}"
            sys.stdout.write(f"recorded {entry.seq}:{entry.hash}  {what}\n")
        rows.append(
            {"seq": entry.seq, "hash": entry.hash, "source": entry.subject, "path": printable(found.name)}
        )
        _warn(running.machines, site)
    if given["format_"] == "json":
        sys.stdout.write(
            json.dumps({"schema": "vmgate.inventory-recorded/v1", "entries": rows}, indent=2) + "\n"
        )
    sys.stdout.flush()


def list_(given: Mapping[str, Any], environment: Mapping[str, str]) -> None:
    """List what runs. Raises `VmgateError`."""
    site = _site(sites(given, day(given["as_of"]), environment))
    log = _log(ledger_of(site), site)
    machines = [machine for one in log for machine in one.machines]
    since = {machine.address: why for machine in machines if (why := withdrawn(machine, site))}
    color = wants_color(given["color"], environment)
    sys.stdout.write(
        report.listing(log, since, site.as_of, given["format_"], everything=given["everything"], color=color)
    )
    _warn(machines, site)


def diff(given: Mapping[str, Any], environment: Mapping[str, str]) -> None:
    """Show how two records differ. Raises `VmgateError`."""
    site_of = sites(given, day(given["as_of"]), environment)
    before, after = (_operand(given[name], _site(site_of)) for name in ("before", "after"))
    found = list(differences(before, after))
    color = wants_color(given["color"], environment)
    names = (given["before"], given["after"])
    sys.stdout.write(report.changes(found, names, given["format_"], color=color))


def unused(given: Mapping[str, Any], environment: Mapping[str, str]) -> ExitCode:
    """List machines that are marked unused and run. Raises `VmgateError`."""
    site = _site(sites(given, day(given["as_of"]), environment))
    log = _log(ledger_of(site), site)
    machines = [machine for one in log for machine in one.machines]
    on = [one for one in machines if one.unused and one.power is Power.ON]
    undecided = [
        one
        for one in machines
        if (one.unused and one.power is Power.UNKNOWN)
        or (one.doubt and not one.unused and one.power is not Power.OFF)
    ]
    dormant = [one for one in machines if one.dormant]
    color = wants_color(given["color"], environment)
    sys.stdout.write(report.unused(on, undecided, dormant, site.as_of, given["format_"], color=color))
    if on:
        return ExitCode.SHUT
    return ExitCode.UNDECIDED if undecided else ExitCode.OPEN


def _site(site_of: Any, path: str = ".") -> Site:
    found: Site = site_of(Path(path))
    return found


def _log(ledger: Ledger, site: Site) -> Sequence[RunningRecord]:
    if not ledger.exists():
        message = f"{ledger.where}: there is no ledger; `vmgate inventory record` makes one"
        raise LedgerError(message)
    return seen_once(running_log(ledger, site).records)


def _operand(name: str, site: Site) -> RunningRecord:
    """A record by its number, or a state as if it were recorded now. Raises `VmgateError`."""
    if not name.isdigit():
        return read_running(name, site, "the state")[0]
    ledger = ledger_of(site)
    entry = ledger.entry(int(name))
    if entry is None or entry.kind != MACHINES:
        message = f"{ledger.where}: entry {name} is no record of running machines; `vmgate inventory history` lists all"
        raise UsageError(message)
    return record_of(entry)


def _warn(machines: Sequence[LoggedMachine], site: Site) -> None:
    """Say on standard error which machines come from templates that are withdrawn."""
    for machine in machines:
        why = withdrawn(machine, site)
        if why is not None:
            line = printable(f"warning: {machine.shown} ({machine.address}): {why}")
            print(f"vmgate: {line}", file=sys.stderr)  # noqa: T201  - the edge
