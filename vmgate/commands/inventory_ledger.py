"""`vmgate inventory verify` and `history`: the ledger itself."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vmgate.commands.ledgers import MACHINES, RUN, keeping, ledger_of, now
from vmgate.commands.run_check import sites
from vmgate.commands.terminal import wants_color
from vmgate.errors import ExitCode
from vmgate.ledger import Head, LedgerError
from vmgate.ledger import verify as follow
from vmgate.report.ink import DIM, GREEN, RED, Ink
from vmgate.report.printable import printable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vmgate.ledger import Entry, Ledger


def verify(given: Mapping[str, Any], environment: Mapping[str, str]) -> ExitCode:
    """Follow the chain, and look at how the ledger is kept. Raises `VmgateError` when it cannot be read."""
    pinned = Head.parse(given["head"]) if given["head"] else None
    ledger = _ledger(given, environment)
    found = follow(ledger.entries(), pinned)
    kept = keeping(ledger)
    sound = found.broken is None and not kept
    if given["format_"] == "json":
        broken = None if found.broken is None else {"seq": found.broken.seq, "why": found.broken.why}
        document = {
            "schema": "vmgate.ledger-verified/v1", "ledger": ledger.where, "sound": sound, "entries": found.count,
            "head": None if found.head is None else str(found.head), "broken": broken, "findings": kept,
        }  # fmt: skip
        sys.stdout.write(json.dumps(document, indent=2) + "\n")
        return ExitCode.OPEN if sound else ExitCode.SHUT
    ink = Ink(wants_color(given["color"], environment))
    noun = "entry" if found.count == 1 else "entries"
    lines = [f"{ledger.where}: {found.count} {noun} as written" + (", then none" if found.broken else "")]
    lines += [f"  head {found.head}"] if found.head else []
    if found.broken is not None:
        lines.append(ink(f"  entry {found.broken.seq}: {found.broken.why}", RED))
    lines += [ink(f"  {one}", RED) for one in kept]
    lines += [ink("  sound", GREEN)] if sound else []
    sys.stdout.write("\n".join(lines) + "\n")
    return ExitCode.OPEN if sound else ExitCode.SHUT


def history(given: Mapping[str, Any], environment: Mapping[str, str]) -> None:
    """List the entries. Raises `VmgateError`."""
    ledger = _ledger(given, environment)
    entries = (one for one in ledger.entries() if given["kind"] in (None, one.kind))
    if given["format_"] == "json":
        rows = [
            {
                "seq": one.seq, "at": one.at, "day": one.day, "kind": one.kind, "subject": one.subject,
                "hash": one.hash, "content": one.content(),
            }
            for one in entries
        ]  # fmt: skip
        sys.stdout.write(json.dumps({"schema": "vmgate.ledger/v1", "entries": rows}, indent=2) + "\n")
        return
    ink = Ink(wants_color(given["color"], environment))
    for one in entries:
        hash_ = ink(one.hash[:12], DIM)
        sys.stdout.write(f"{one.seq:>5}  {one.at}  {hash_}  {one.kind:<16}  {printable(_summary(one))}\n")


def _summary(entry: Entry) -> str:
    content = entry.content()
    if entry.kind == RUN:
        inputs = ", ".join(str(one.get("path")) for one in content.get("inputs", ()))
        return f"{content.get('decision')}, exit code {content.get('exit_code')}  {inputs}"
    if entry.kind == MACHINES:
        return f"{len(content.get('machines', ()))} machines on {entry.day}  {entry.subject}"
    return entry.subject


def _ledger(given: Mapping[str, Any], environment: Mapping[str, str]) -> Ledger:
    site = sites(given, now().date(), environment)(Path())
    ledger = ledger_of(site)
    if not ledger.exists():
        message = f"{ledger.where}: there is no ledger; `vmgate inventory record` makes one"
        raise LedgerError(message)
    return ledger
