"""`vmgate report`: the compliance report that C38 names, over everything there is to show."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vmgate.commands.coverage import complaint, measure
from vmgate.commands.output import write_atomically
from vmgate.report.compliance import Compliance, RecordedRun, writer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from vmgate.model.site import Site
    from vmgate.report.evidence import Line

SHOWN = 10
"""How many of the recorded runs are listed."""


def run(given: Mapping[str, Any], environment: Mapping[str, str]) -> int:
    """Run `vmgate report` with its options by name; the exit code. Raises `VmgateError`."""
    write = writer(given["format_"])
    found = measure(given, environment)
    runs, recorded = _runs(found.sites)
    text = write(
        Compliance(
            organization=next((one.organization for one in found.sites if one.organization), ""),
            report=found.report,
            coverage=found.coverage,
            rules={rule.id: rule for rule in found.rules},
            evidence=_evidence(found.sites),
            runs=runs,
            recorded=recorded,
        )
    )
    if given["output"]:
        write_atomically(Path(given["output"]), text)
    else:
        sys.stdout.write(text)
    return int(complaint(found.report))


def _evidence(seen: Sequence[Site]) -> list[Line]:
    from vmgate.commands.evidence_status import due

    kept = {site.evidence.path: site for site in seen if site.evidence is not None}
    return [
        line for site in kept.values() if site.evidence is not None for line in due(site.evidence, site, 0)
    ]


def _runs(seen: Sequence[Site]) -> tuple[list[RecordedRun], int | None]:
    """The newest runs on record, and how many there are in all; None where no ledger is configured."""
    from vmgate.commands.ledgers import RUN, ledger_of

    ledgers = {site.ledger.url: ledger_of(site) for site in seen if site.ledger is not None}
    if not ledgers:
        return [], None
    found = [
        entry
        for ledger in ledgers.values()
        if ledger.exists()
        for entry in ledger.entries()
        if entry.kind == RUN
    ]
    newest = sorted(found, key=lambda entry: (entry.at, entry.seq), reverse=True)[:SHOWN]
    return [_recorded(entry.seq, entry.at, entry.content()) for entry in newest], len(found)


def _recorded(seq: int, at: str, content: Mapping[str, Any]) -> RecordedRun:
    return RecordedRun(
        seq=seq,
        at=at,
        as_of=str(content.get("as_of", "")),
        decision=str(content.get("decision", "")),
        counts=dict(content.get("summary", {})),
        inputs=[str(one.get("path", "")) for one in content.get("inputs", ())],
    )
