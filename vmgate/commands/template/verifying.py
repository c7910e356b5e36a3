"""Whether a registry holds, what an auditor wants of it, and the one file that carries it elsewhere."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import click

from vmgate.commands.template.options import reading, shown
from vmgate.commands.waiting import waiting
from vmgate.errors import InputError, UsageError


@click.command()
@reading
@shown
@click.option(
    "--base", metavar="REV", help="Also refuse whatever is not an addition since that git revision."
)
@click.option("--pin", is_flag=True, help="Remember the state that was seen in vmgate.lock, once it holds.")
def verify(**given: Any) -> None:
    """Check every fact, signature, digest and checkpoint: for the CI of a registry, and for auditors.

    Exits with 0 when all holds, with 1 when something does not, with 3 when something cannot be read. With --base,
    facts that were edited, deleted, renamed or made links since are refused: facts are only ever added.
    """
    from vmgate.commands.output import write_atomically
    from vmgate.commands.template.opening import opened, pin_file
    from vmgate.commands.terminal import color
    from vmgate.registry.pin import Pin, went_back
    from vmgate.registry.verification import Wrong, wrong
    from vmgate.report.registry import document, verdict

    found = opened(given, lenient=True)
    with waiting(f"verifying {found.path}"):
        told = wrong(found.states)
        if found.path.is_dir():
            from vmgate.commands.template.rehashing import altered

            told += altered(found.path, found.store)
    if given["base"]:
        from vmgate.commands.template.comparing import changed

        told += changed(found.path, given["base"])
    pin = pin_file(given)
    older = went_back(found.store, pin)
    if older:
        told.append(Wrong(str(pin), f"the registry went back: {older}"))
    checked = f"{len(found.store.facts)} facts in {found.path} as of {found.day}"
    if given["format_"] == "json":
        body = [{"path": one.path, "what": one.what} for one in told]
        click.echo(
            document("verify", found.day, holds=not told, facts=len(found.store.facts), faults=body), nl=False
        )
    else:
        click.echo(verdict(told, checked, color=color(given)), nl=False)
    if told:
        sys.exit(1)
    seen = Pin.of(found.store)
    if given["pin"] and seen:
        write_atomically(pin, seen.text())


@click.command()
@reading
@shown
@click.option("--since", metavar="DATE", help="The first day of the period. Default: half a year before.")
def audit(**given: Any) -> None:
    """Report on a period (C18): who may sign, what happened, where every image stands, what does not hold."""
    from datetime import timedelta

    from vmgate.commands.template.opening import opened
    from vmgate.commands.template.showing import event_data, events_of
    from vmgate.commands.terminal import color
    from vmgate.registry.verification import wrong
    from vmgate.report.registry import as_data, document
    from vmgate.report.registry_audit import people_data, report

    found = opened(given, lenient=True)
    if not given["since"]:
        given["since"] = (found.day - timedelta(days=183)).isoformat()
    with waiting(f"verifying {found.path}"):
        events, records, faults = events_of(given, found), found.states.records(), wrong(found.states)
    people = found.trust.people
    if given["format_"] == "json":
        body = {
            "since": given["since"],
            "people": people_data(people) if people else [],
            "events": [event_data(one) for one in events],
            "images": [as_data(one) for one in records],
            "faults": [{"path": one.path, "what": one.what} for one in faults],
        }
        click.echo(document("audit", found.day, **body), nl=False)
    else:
        click.echo(
            report(people, events, records, faults, (given["since"], found.day), color=color(given)), nl=False
        )


@click.command()
@reading
@click.argument("file", metavar="FILE")
def export(**given: Any) -> None:
    """Write the registry as one file, which any web server or artifact store can serve.

    Every signature goes with it and is checked again by whoever reads it; the newest checkpoint, which has to cover
    everything, signs it as a whole. A FILE.gz is packed: smaller on its way, and slower to ask unless it is fetched.
    """
    from vmgate.commands.template.opening import opened, refuse_problem
    from vmgate.registry.checkpoints import uncovered
    from vmgate.registry.export import exported
    from vmgate.registry.lines import packed
    from vmgate.registry.writing import place

    found = opened(given)
    refuse_problem(found)
    open_ = sorted(uncovered(found.store, found.trust.coverage))
    if open_:
        more = f" and {len(open_) - 1} more" if open_[1:] else ""
        raise InputError(
            f"{found.path}: no checkpoint covers {open_[0]}{more}, so that nothing would sign the file as a whole; "
            "vmgate template checkpoint makes one"
        )
    try:
        with waiting(f"exporting {found.path}"):
            content = exported(found.store, found.trust.coverage)
    except InputError as error:
        raise InputError(f"{found.path}: {error}") from None
    file = Path(given["file"])
    place(file, packed(content) if file.suffix == ".gz" else content, replace=True)
    newest = found.trust.coverage.newest
    click.echo(f"{file}: {len(found.store.facts)} facts, under checkpoint {newest.sequence if newest else 0}")


@click.command()
@reading
@click.argument("address", metavar="URL")
def fetch(**given: Any) -> None:
    """Fetch an exported registry over https and keep it: --registry URL then means the file that is kept.

    It is verified before it replaces the one that was kept, and refused when it is older. Nothing else in vmgate uses
    the network.
    """
    from vmgate.commands.template.fetching import download
    from vmgate.commands.template.opening import day_today
    from vmgate.registry.lines import lines_of, unpacked
    from vmgate.registry.pin import Pin
    from vmgate.registry.place import asked, read
    from vmgate.registry.sealed import Sealed
    from vmgate.registry.trust import Trust
    from vmgate.registry.writing import place
    from vmgate.settings.fetched import cached, refuse_secrets

    address = given["address"]
    if not address.startswith("https://"):
        message = f"{address}: only https is fetched"
        raise UsageError(message)
    refuse_secrets(address)
    with waiting(f"fetching {address}"):
        data = unpacked(download(address), address)
        new = Sealed(lines_of(data, address))
        new.lines.check()
    store = asked(new)
    problem = Trust(store, day_today(given)).problem
    if problem:
        raise InputError(f"{address}: the registry proves nothing: {problem}")
    file = cached(address, os.environ)
    kept = Pin.of(read(file, later=True)) if file.is_file() else None
    older = kept.refusal(store) if kept else None
    if older:
        raise InputError(f"{address}: the registry went back: {older}")
    place(file, data, replace=True)
    click.echo(f"{file}: {new.index.images} images; --registry {address} means this file")
