"""`vmgate evidence`: the register of what only a record can show."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from vmgate.commands.declaring import as_of_option, color_option, config_options

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmgate.model.evidence import EvidenceRegister
    from vmgate.model.site import Site


def _register(command: Callable[..., None]) -> Callable[..., None]:
    """The options of every command of the group."""
    directory = click.option(
        "--register", metavar="DIR", help="The evidence register. Default: the site policy's, else evidence/."
    )
    return directory(config_options(as_of_option(command)))


@click.group()
def command() -> None:
    """Record what only a record can show: audits, switch configuration, zoning, IPsec, events in the collector.

    \b
    vmgate evidence record --clause C14 --about nfs-server:10.31.0.5 --by storage@example.edu \\
        --statement "ESP between nas-1 and all hosts" --document ipsec-policy.txt
    vmgate evidence status --within 30         what is missing, has ended or ends soon
    vmgate evidence list --clause C18          what there is

    A record is one small file in git. Rules ask for it by clause and by what it is about; it counts for half a year,
    or for the days that [evidence.ages] in vmgate.toml gives its clause.
    """  # noqa: D301  - click takes the character \b for "leave these lines as they are"


@command.command()
@_register
@click.option("--clause", required=True, help="What it is evidence of: C14.")
@click.option("--about", required=True, multiple=True, metavar="KIND:NAME",
              help="What it is about: nfs-server:10.31.0.5, switch:sw-*, or site. Repeatable.")  # fmt: skip
@click.option(
    "--covers", multiple=True, metavar="PART", help="The parts of C16 or C18 it covers. Repeatable."
)
@click.option("--statement", required=True, help="What was done or found, in a sentence.")
@click.option("--by", required=True, help="Who did it.")
@click.option("--done", metavar="DATE", help="When. Default: the day of --as-of, else today, UTC.")
@click.option(
    "--valid-until", metavar="DATE", help="The last day it counts, if that is sooner than its age says."
)
@click.option("--document", metavar="LINK|FILE", help="What shows it. A file's digest is recorded as well.")
@click.option("--sha256", metavar="DIGEST", help="The digest of a document that is a link.")
@click.option("--note", multiple=True, metavar="NAME=TEXT", help="A further fact. Repeatable.")
def record(**given: Any) -> None:
    """Write a record. An existing one is never overwritten."""
    from vmgate.commands.evidence_record import write
    from vmgate.report.printable import printable_lines

    click.echo(printable_lines(write(given, _directory(given))))


@command.command("list")
@_register
@click.option("--clause", help="Only of this clause.")
@click.option("-f", "--format", "format_", type=click.Choice(["text", "json"]), default="text")
@color_option
def list_(**given: Any) -> None:
    """List the records, each with its last day."""
    from vmgate.commands.terminal import color
    from vmgate.report.evidence import listing

    site = _site(given)
    found = _read(given, site)
    click.echo(listing(found, site.as_of, given["clause"], given["format_"], color=color(given)), nl=False)


@command.command()
@_register
@click.option("--within", type=click.IntRange(0, 3650), default=0, show_default=True, metavar="DAYS",
              help="Count what ends within so many days as well.")  # fmt: skip
@click.option("-f", "--format", "format_", type=click.Choice(["text", "json"]), default="text")
@color_option
def status(**given: Any) -> None:
    """Tell what is due: parts that no audit or record covers, and records that have ended or end soon.

    Exits with 1 when something is due, so that a scheduled job can warn.
    """
    from vmgate.commands.evidence_status import due
    from vmgate.commands.terminal import color
    from vmgate.report.evidence import overview

    site = _site(given)
    found = _read(given, site)
    lines = due(found, site, given["within"])
    click.echo(overview(lines, site.as_of, given["format_"], color=color(given)), nl=False)
    sys.exit(1 if any(line.due for line in lines) else 0)


def _site(given: dict[str, Any]) -> Site:
    from vmgate.commands.days import day
    from vmgate.commands.run_check import sites

    return sites({**given, "registry": None}, day(given["as_of"]), {})(Path.cwd())


def _directory(given: dict[str, Any]) -> Path:
    """Where records are written. Raises `UsageError`."""
    if given["register"]:
        return Path(given["register"])
    from vmgate import settings

    policy = Path(given["config"]) if given["config"] else settings.find(Path.cwd())
    if policy is None or given["no_config"]:
        return Path(settings.EVIDENCE)
    return settings.evidence_directory(policy)


def _read(given: dict[str, Any], site: Site) -> EvidenceRegister:
    """The register. Raises `UsageError` where there is none."""
    from vmgate.errors import UsageError
    from vmgate.settings.evidence import read_evidence

    if site.evidence is not None and not given["register"]:
        return site.evidence
    ages = None if site.evidence is None else site.evidence.ages
    directory = _directory(given)
    found = read_evidence(directory, ages)
    if found is None:
        message = (
            f"{directory}: there is no evidence register; `vmgate evidence record` writes its first record, "
            "and [evidence] path in vmgate.toml says where it is"
        )
        raise UsageError(message)
    return found
