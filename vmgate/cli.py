"""The command line: options, help, and the one place that turns a user's mistake into a message."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING, Any

import click

from vmgate import __version__
from vmgate.commands import endings
from vmgate.errors import ExitCode, VmgateError

if TYPE_CHECKING:
    from collections.abc import Callable

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}

ELSEWHERE = {
    "evidence": "vmgate.commands.evidence",
    "exception": "vmgate.commands.exception",
    "init": "vmgate.commands.init",
    "inventory": "vmgate.commands.inventory",
    "policy": "vmgate.commands.policy",
    "template": "vmgate.commands.template",
}
"""Commands that are declared in a module of their own, as its `command`; it is loaded when one is asked for."""


def _give_twins(command: click.Command) -> None:
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            name = max(parameter.opts, key=len).lstrip("-")
            parameter.envvar = f"VMGATE_{name.replace('-', '_').upper()}"
    for one in command.commands.values() if isinstance(command, click.Group) else ():
        _give_twins(one)


class _Command(click.Command):
    """A command whose every option has its environment twin: `--as-of` is VMGATE_AS_OF."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _give_twins(self)


class _Gate(click.Group):
    """Turns the mistakes of users into one message and the exit code that belongs to it."""

    command_class = _Command

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted([*super().list_commands(ctx), *ELSEWHERE])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in ELSEWHERE:
            return super().get_command(ctx, cmd_name)
        from importlib import import_module

        command: click.Command = import_module(ELSEWHERE[cmd_name]).command
        _give_twins(command)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except VmgateError as error:
            from vmgate.report.printable import printable_lines

            click.echo(f"vmgate: {printable_lines(str(error))}", err=True)
            ctx.exit(int(error.exit_code))


def run() -> None:
    """Run a command and end the process without taking its memory apart piece by piece.

    Millions of values may have been read; giving them back one by one would take as long as a good part of the run.
    """
    # And a run makes no reference cycles to speak of: looking for some, over and over, among all those values would
    # take more time than anything else.
    gc.disable()
    code = 0
    endings.ready()
    try:
        main()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except Exception as error:
        code = int(ExitCode.NO_VERDICT)
        click.echo(endings.told(error), err=True)
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:
        # Whoever was reading has read enough; the exit code still tells the verdict.
        pass
    except OSError as error:
        code = int(ExitCode.NO_VERDICT)
        os.write(2, f"vmgate: standard output: {error.strerror}\n".encode())
    os._exit(code)


@click.group(cls=_Gate, context_settings=CONTEXT)
@click.version_option(__version__, "-V", "--version", message="vmgate %(version)s")
def main() -> None:
    """Decide, before anything is built, whether virtual infrastructure obeys the written security procedure.

    \b
    vmgate check .                     judge the configuration here, without init and without network
    vmgate check tfplan.json           judge a plan (terraform show -json tfplan > tfplan.json)
    vmgate coverage tfplan.json        clause by clause: what was judged, and by which rule
    vmgate report state.json -f html   the compliance report, for auditors and management
    vmgate explain VMG3201             what a rule demands, why, and how to mend it

    Every option can be set in the environment: --as-of is VMGATE_AS_OF.

    Exit codes: 0 open, 1 shut, 2 usage, 3 no verdict, 4 undecided.
    """  # noqa: D301  - click takes the character \b for "leave these lines as they are"


def _shared(command: Callable[..., None]) -> Callable[..., None]:
    """The options of every command that reads configuration."""
    for option in reversed(
        [
            click.argument("paths", nargs=-1),
            click.option("--var", "variables", multiple=True, metavar="NAME=VALUE", help="Set a variable."),
            click.option(
                "--var-file",
                "variable_files",
                multiple=True,
                metavar="FILE",
                help="Read variables from a file.",
            ),
        ]
    ):
        command = option(command)
    return command


def _site(command: Callable[..., None]) -> Callable[..., None]:
    """The options of every command that judges: by which policy, and as of which day."""
    for option in reversed(
        [
            click.option(
                "--config", metavar="FILE", help="The site policy. Default: vmgate.toml, searched upwards."
            ),
            click.option("--no-config", is_flag=True, help="Judge without a site policy."),
            click.option(
                "--registry",
                metavar="DIR|FILE|URL",
                help="The template registry, also exported or fetched. Default: the site policy's.",
            ),
            click.option(
                "--as-of",
                metavar="DATE",
                help="Judge as if it were that day (2026-11-23). Default: today, UTC.",
            ),
            click.option(
                "--color",
                type=click.Choice(["auto", "always", "never"]),
                default="auto",
                help="Colour the text.",
            ),
        ]
    ):
        command = option(command)
    return command


@main.command()
@_shared
@_site
@click.option("-f", "--format", "format_", default="text", show_default=True, metavar="FORMAT",
              help="text, json, sarif, junit, github, gitlab, markdown, html or csv.")  # fmt: skip
@click.option("-o", "--output", "outputs", multiple=True, metavar="[FORMAT=]FILE",
              help="Write the report to a file; with FORMAT= in addition to standard output. Repeatable.")  # fmt: skip
@click.option("--rule", "only", multiple=True, metavar="ID", help="Ask only this rule. Repeatable.")
@click.option("--skip", multiple=True, metavar="ID", help="Do not ask this rule. Repeatable.")
@click.option(
    "--changed-only", is_flag=True, help="Of a plan, judge only what it creates, replaces or updates."
)
@click.option("--strict/--allow-unknown", "strict", default=None,
              help="Whether what cannot be known shuts the gate. Default: the site policy's word.")  # fmt: skip
@click.option("--if-any", is_flag=True, help="Nothing to judge is fine.")
@click.option(
    "--exit-zero", is_flag=True, help="Exit with 0 whatever was found (not when nothing could be read)."
)
@click.option("--no-waivers", is_flag=True, help="Apply no exception; show what each one hides.")
@click.option("--verdicts", type=click.Choice(["all", "open"]), default="open", help="all: list passes too.")
@click.option("--ledger", metavar="URL",
              help="Where running machines and runs are recorded. Default: the site policy's.")  # fmt: skip
@click.option(
    "--record/--no-record", default=None, help="Whether this run is recorded. Default: the policy's word."
)
def check(**given: Any) -> None:
    """Judge configuration, plans and states.

    PATH is a directory of Terraform or OpenTofu configuration, a plan or a state as JSON, a state file, or - for JSON
    on standard input; it is recognised by its content. The default is the current directory. A directory stands for all
    that lies below it, too, a file of configuration for its directory alone. A plan or a state together with its
    directory (given, or the one it lies in) tells the exact line of every finding.
    """
    from vmgate.commands import run_check

    sys.exit(run_check.run(given, dict(os.environ)))


@main.command()
@click.argument("name", metavar="RULE|CLAUSE")
@click.option(
    "--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Colour the text."
)
def explain(name: str, color: str) -> None:
    """Show a rule's page (VMG3201, copy_paste_enabled) or what the procedure's clause says (C32)."""
    from vmgate.commands import pages
    from vmgate.commands.terminal import wants_color

    click.echo(pages.explain(name, color=wants_color(color, os.environ)), nl=False, color=True)


@main.command()
@click.option(
    "-f", "--format", "format_", type=click.Choice(["text", "json", "markdown", "matrix"]), default="text"
)
def rules(format_: str) -> None:
    """List every rule: id, clause, severity, title, and which providers it can decide for.

    "matrix" is Markdown: every rule and every provider, and why it cannot be decided where it cannot.
    """
    from vmgate.commands import pages

    click.echo(pages.listing(format_), nl=False)


@main.command()
@_shared
@click.option("-f", "--format", "format_", type=click.Choice(["text", "json"]), default="text")
@click.option("--origins", is_flag=True, help="Show with each value how it got there, down to what wrote it.")
def inspect(
    paths: tuple[str, ...],
    variables: tuple[str, ...],
    variable_files: tuple[str, ...],
    format_: str,
    origins: bool,
) -> None:
    """Show what vmgate sees: every resource with its evaluated values, its unknowns with their reasons, its place.

    A secret's value is never shown. What cannot be read is told, and the exit code is then 3.
    """
    from vmgate.commands import inspect as command

    shown = command.run(paths, variables, variable_files, format_, dict(os.environ), origins=origins)
    click.echo(shown.text, nl=False)
    if shown.broken:
        from vmgate.commands.endings import unread

        sys.exit(unread(shown.broken))


@main.command()
@_shared
@_site
@click.option("-f", "--format", "format_", type=click.Choice(["text", "json", "markdown"]), default="text")
def coverage(**given: Any) -> None:
    """Show clause by clause which rules decide it, from what, and what they say of PATH: the matrix for an auditor.

    Every clause that binds is listed, C02 to C39, also those that nothing decides yet. One judgement is what one rule
    says of one resource. The evidence register is looked at by itself; name the template registry to have its own
    records judged, too. The exit code is 0, whatever was found, unless an input cannot be read.
    """
    from vmgate.commands import coverage as command

    sys.exit(command.run(given, dict(os.environ)))


@main.command()
@_shared
@_site
@click.option("-f", "--format", "format_", default="markdown", show_default=True, metavar="FORMAT",
              help="markdown, html, json, csv or oscal.")  # fmt: skip
@click.option("-o", "--output", metavar="FILE", help="Write it to a file instead of standard output.")
def report(**given: Any) -> None:
    """Report on compliance with the procedure (C38): every clause, what was found, by what evidence, under which
    exceptions, and the runs of the gate that are on record.

    PATH is whatever there is to show: states of what stands, plans, source, Packer templates, the template registry.
    The evidence register is looked at by itself. The exit code is 0, whatever was found, unless an input cannot be
    read.
    """
    from vmgate.commands import compliance as command

    sys.exit(command.run(given, dict(os.environ)))
