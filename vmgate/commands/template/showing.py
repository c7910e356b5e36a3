"""What a registry says: list, show, status, history, and where a channel leads."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from vmgate.commands.template.options import reading, shown, version_argument
from vmgate.commands.waiting import waiting

if TYPE_CHECKING:
    from vmgate.model.templates import TemplateRecord

STATES = ["draft", "approved", "deprecated", "revoked", "expired", "tainted", "unverifiable"]


@click.command("list")
@reading
@shown
@click.argument("image", required=False)
@click.option("--state", type=click.Choice(STATES), multiple=True, help="Only these. Repeatable.")
def list_(**given: Any) -> None:
    """List every version of every image, or of one: where it stands, and why."""
    from vmgate.commands.template.opening import opened
    from vmgate.commands.terminal import color
    from vmgate.report.registry import as_data, document, listing

    found = opened(given)
    records = [
        one
        for one in found.records()
        if (not given["image"] or one.name == given["image"])
        and (not given["state"] or one.state in given["state"])
    ]
    if given["format_"] == "json":
        click.echo(document("list", found.day, images=[as_data(one) for one in records]), nl=False)
    else:
        click.echo(listing(records, color=color(given)), nl=False)


@click.command()
@reading
@shown
@version_argument
def show(**given: Any) -> None:
    """Show everything about one version."""
    from vmgate.commands.template.opening import opened
    from vmgate.commands.terminal import color
    from vmgate.report.registry import as_data, document, page

    found = opened(given)
    record = found.record(given["version"])
    if given["format_"] == "json":
        click.echo(document("show", found.day, image=as_data(record)), nl=False)
    else:
        click.echo(page(record, color=color(given)), nl=False)


@click.command()
@reading
@shown
@click.option("--within", type=click.IntRange(0, 3650), default=14, show_default=True, metavar="DAYS",
              help="Warn of what ends within so many days.")  # fmt: skip
@click.option(
    "--all", "everything", is_flag=True, help="Also of versions that nobody is meant to take any more."
)
def status(**given: Any) -> None:
    """Tell what ends when: updates, approvals, validations, support, checkpoints. For a scheduled job.

    Exits with 1 when something has ended or ends within the days given. It speaks of the versions in use: those that a
    channel leads to, and the newest of an image without channels.
    """
    from vmgate.commands.template.opening import opened, refuse_problem
    from vmgate.commands.terminal import color
    from vmgate.registry.schedule import deadlines
    from vmgate.report.registry import document, schedule

    found = opened(given)
    refuse_problem(found)
    with waiting(f"verifying {found.path}"):
        ends = deadlines(found.states, everything=given["everything"])
    if given["format_"] == "json":
        body = [
            {"day": one.day.isoformat(), "left": one.left(found.day), "subject": one.subject, "what": one.what,
             "remedy": one.remedy}
            for one in ends
        ]  # fmt: skip
        click.echo(document("status", found.day, within=given["within"], deadlines=body), nl=False)
    else:
        click.echo(schedule(ends, found.day, given["within"], color=color(given)), nl=False)
    sys.exit(1 if any(one.left(found.day) <= given["within"] for one in ends) else 0)


@click.command()
@reading
@shown
@click.argument("image", required=False, metavar="[IMAGE[@VERSION]]")
@click.option("--since", metavar="DATE", help="Only from that day on.")
def history(**given: Any) -> None:
    """Tell what happened to an image, or in the whole registry: who said what, and when."""
    from vmgate.commands.template.opening import opened
    from vmgate.commands.terminal import color
    from vmgate.report.registry import document, timeline

    found = opened(given)
    told = events_of(given, found)
    if given["format_"] == "json":
        click.echo(document("history", found.day, events=[event_data(one) for one in told]), nl=False)
    else:
        click.echo(timeline(told, color=color(given)), nl=False)


def events_of(given: dict[str, Any], found: Any) -> list[Any]:
    """The events that the options ask for."""
    from vmgate.commands.days import day_given
    from vmgate.registry.timeline import events

    name, _, version = (given.get("image") or "").partition("@")
    since = day_given(given["since"], "--since") if given["since"] else None
    return events(found.trust, name or None, version or None, since)


def event_data(one: Any) -> dict[str, Any]:
    """An event as JSON has it."""
    return {"at": f"{one.at:%Y-%m-%dT%H:%M:%SZ}", "by": one.by, "what": one.what, "path": one.path, "image": one.image,
            "version": one.version, "problem": one.problem or None}  # fmt: skip


def leads(given: dict[str, Any]) -> None:
    """Tell where a channel leads; exits with 1 where that is not a version to take."""
    from vmgate.commands.template.opening import opened
    from vmgate.commands.terminal import color
    from vmgate.errors import UsageError
    from vmgate.report.registry import as_data, document, page

    found = opened(given)
    name, channel = given["image"], given["channel_"]
    records: list[TemplateRecord] = [
        one for one in found.states.registry().records if one.name == name and channel in one.channels
    ]
    if not records:
        message = f"{name} has no channel {channel}"
        raise UsageError(message)
    (record,) = records
    usable = record.state in {"approved", "deprecated"}
    if given["format_"] == "json":
        click.echo(
            document("channel", found.day, channel=channel, usable=usable, image=as_data(record)), nl=False
        )
    else:
        click.echo(page(record, color=color(given)), nl=False)
    if not usable:
        click.echo(
            f"vmgate: {channel} of {name} leads to {record}, which is {record.state}: {record.why}", err=True
        )
    sys.exit(0 if usable else 1)
