"""`vmgate exception`: the register of limited exceptions to the procedure (C39)."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from vmgate.commands.declaring import as_of_option, color_option

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmgate.commands.exception.register import Register


def _options(command: Callable[..., None]) -> Callable[..., None]:
    """The options of every command of the group."""
    config = click.option(
        "--config", metavar="FILE", help="The site policy. Default: vmgate.toml, searched upwards."
    )
    return config(as_of_option(command))


@click.group()
def command() -> None:
    """Request and approve limited exceptions to the procedure, and look after those there are.

    \b
    vmgate exception request VMG3201 'module.lab.vsphere_virtual_machine.vm["lab-01"]' \\
        --reason "screen readers need the clipboard" --ticket SEC-118 --requested-by lab@example.edu --days 90
    vmgate exception approve VMG3201-lab-01 --by ciso@example.edu --key ~/.ssh/id_ed25519
    vmgate exception list                      what there is, and for how long
    vmgate exception lint                      what is wrong with the register

    An exception is one small file in git, for one rule and one address, in which * stands for a part of a name and [*]
    for an instance. It waives failures from its first to its last day; they stay in every report. What is wrong with
    one is a finding of VMG3901, and then it waives nothing.
    """  # noqa: D301  - click takes the character \b for "leave these lines as they are"


@command.command()
@_options
@click.argument("rule", required=False)
@click.argument("address", required=False)
@click.option(
    "--fingerprint", metavar="SHA256", help="Of a finding in --report, instead of RULE and ADDRESS."
)
@click.option(
    "--report", metavar="FILE", help="A report of vmgate check --format json; - for standard input."
)
@click.option("--attribute", metavar="PATTERN", help="Only for this attribute: disk[0].label.")
@click.option(
    "--directory",
    metavar="PATTERN",
    help="Only for the configuration in this directory, from the policy's: environments/prod.",
)
@click.option("--reason", required=True, help="Why it is needed, in a sentence.")
@click.option("--ticket", required=True, help="Where it was discussed.")
@click.option("--requested-by", required=True, metavar="WHO", help="Who asks for it.")
@click.option("--start", metavar="DATE", help="The first day. Default: the day of --as-of, else today, UTC.")
@click.option("--end", metavar="DATE", help="The last day.")
@click.option("--days", type=click.IntRange(1, 3650), help="Or for how many days.")
@click.option("--name", help="What to call it. Default: the rule and the end of the address.")
def request(**given: Any) -> None:
    """Write a draft of an exception to RULE for ADDRESS, which somebody of the management may then approve."""
    from vmgate.commands.exception.requesting import write
    from vmgate.report.printable import printable_lines

    click.echo(printable_lines(write(given, _register(given))))


@command.command()
@_options
@click.argument("name")
@click.option(
    "--by", required=True, metavar="WHO", help="Who approves: somebody of [organization] management."
)
@click.option("--key", metavar="FILE", help="Sign with this SSH key; a *.pub is that of a key in the agent.")
def approve(**given: Any) -> None:
    """Approve the exception NAME: enter who does and when, and sign it.

    Nobody approves what they requested. The signature is made by ssh-keygen over the whole file, for the namespace
    vmgate-exception, and goes beside it.
    """
    from vmgate.commands.exception.approving import approve as run
    from vmgate.report.printable import printable_lines

    click.echo(printable_lines(run(given, _register(given))))


@command.command("list")
@_options
@click.option("-f", "--format", "format_", type=click.Choice(["text", "json"]), default="text")
@color_option
def list_(**given: Any) -> None:
    """List the exceptions with what they are worth and the days that are left."""
    from vmgate.commands.terminal import color
    from vmgate.report.exceptions import listing

    register = _register(given)
    click.echo(listing(register.waivers(), register.terms, given["format_"], color=color(given)), nl=False)


@command.command()
@_options
@click.option("-f", "--format", "format_", type=click.Choice(["text", "json"]), default="text")
@color_option
def lint(**given: Any) -> None:
    """Judge the register by itself: exits with 1 when something is wrong with an exception.

    Whether an exception is needed only a check of the configuration tells.
    """
    from vmgate.commands.terminal import color
    from vmgate.model.exceptions import shortcomings
    from vmgate.report.exceptions import faults

    register = _register(given)
    told = [(waiver, shortcomings(waiver, register.terms)) for waiver in register.waivers()]
    click.echo(faults(told, register.terms, given["format_"], color=color(given)), nl=False)
    sys.exit(1 if any(wrong for _, wrong in told) else 0)


def _register(given: dict[str, Any]) -> Register:
    from vmgate.commands.exception.register import located

    return located(given)
