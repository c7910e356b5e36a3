"""`vmgate inventory`: the log of running machines, and the ledger that it is kept in."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable


@click.group()
def command() -> None:
    """Keep the log of running machines, from states, in a ledger that cannot be changed unnoticed.

    \b
    vmgate inventory record terraform.tfstate    record what runs
    vmgate inventory list                        what runs, as last recorded
    vmgate inventory diff 41 42                  what changed between two records
    vmgate inventory unused                      machines that are marked unused and run
    vmgate inventory verify --head 42:HASH       whether all is as it was written

    The ledger is a file or a PostgreSQL database: `url` in [ledger] of vmgate.toml, or --ledger.
    """  # noqa: D301  - click takes the character \b for "leave these lines as they are"


def _ledger(made: Callable[..., None]) -> Callable[..., None]:
    """The options of every command here: which ledger, and by which policy."""
    for option in reversed(
        [
            click.option(
                "--ledger",
                metavar="URL",
                help="A path, or postgresql://USER@HOST/DATABASE. Default: the policy's.",
            ),
            click.option(
                "--config", metavar="FILE", help="The site policy. Default: vmgate.toml, searched upwards."
            ),
            click.option("--no-config", is_flag=True, help="Go by no site policy."),
            click.option(
                "--registry", metavar="DIR", help="The template registry. Default: the site policy's."
            ),
        ]
    ):
        made = option(made)
    return made


def _as_of(made: Callable[..., None]) -> Callable[..., None]:
    return click.option("--as-of", metavar="DATE", help="The day (2026-11-23). Default: today, UTC.")(made)


def _shown(*formats: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    def add(made: Callable[..., None]) -> Callable[..., None]:
        made = click.option(
            "--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Colour the text."
        )(made)
        return click.option(
            "-f", "--format", "format_", type=click.Choice(formats), default="text", show_default=True
        )(made)

    return add


@command.command()
@click.argument("states", nargs=-1, required=True, metavar="STATE...")
@_ledger
@_as_of
@click.option(
    "--source", metavar="NAME", help="What to call the state. Default: its lineage, else its file's name."
)
@_shown("text", "json")
def record(**given: Any) -> None:
    """Record the machines of states.

    Of each: whether it runs, its name and identity, whether it is marked unused or dormant, and its template.

    STATE is a terraform.tfstate, the output of `terraform show -json`, or - for either on standard input. All are
    recorded, or none. A line for each says its number and hash once it is on disk: note the last one elsewhere, and
    `verify --head` will notice when the end of the ledger is cut off.
    """
    from vmgate.commands import inventory_log

    inventory_log.record(given, os.environ)


@command.command("list")
@_ledger
@_as_of
@click.option("--all", "everything", is_flag=True, help="List machines that are powered off, too.")
@_shown("text", "json", "csv")
def list_(**given: Any) -> None:
    """List what runs, as last recorded.

    Of every state, the record of that day counts, or the last one before it.
    """
    from vmgate.commands import inventory_log

    inventory_log.list_(given, os.environ)


@command.command()
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@_ledger
@_as_of
@_shown("text", "json", "csv")
def diff(**given: Any) -> None:
    """Show how B differs from A.

    What appeared, what is gone, and whose power, name or template changed.

    A and B are numbers of records (41), or states.
    """
    from vmgate.commands import inventory_log

    inventory_log.diff(given, os.environ)


@command.command()
@_ledger
@_as_of
@_shown("text", "json", "csv")
def unused(**given: Any) -> None:
    """List unused machines that run, and dormant ones.

    Exits with 1 if an unused one runs, with 4 if that cannot be told of one. `[vm_states]` in vmgate.toml says how
    machines are marked; what counts is the marks on the day of the record.
    """
    from vmgate.commands import inventory_log

    sys.exit(inventory_log.unused(given, os.environ))


@command.command()
@_ledger
@click.option(
    "--head", metavar="N:HASH", help="The last entry as it was noted: notices that the end is cut off."
)
@_shown("text", "json")
def verify(**given: Any) -> None:
    """Tell whether the ledger is as it was written.

    Exits with 1 at the first entry that was changed, removed, put in or moved, when triggers against changes are
    missing, and when others than its owner may write it.
    """
    from vmgate.commands import inventory_ledger

    sys.exit(inventory_ledger.verify(given, os.environ))


@command.command()
@_ledger
@click.option("--kind", metavar="KIND", help="Only these: running-machines, check-run.")
@_shown("text", "json")
def history(**given: Any) -> None:
    """List every entry of the ledger.

    Records of running machines, and runs of the gate.
    """
    from vmgate.commands import inventory_ledger

    inventory_ledger.history(given, os.environ)
