"""`vmgate template support`: the site's own word on how long an operating system is supported."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from vmgate.commands.template.options import reading, signing
from vmgate.errors import InputError, UsageError

if TYPE_CHECKING:
    from datetime import date

    from vmgate.commands.template.opening import Opened
    from vmgate.registry.facts import Support


@click.command()
@reading
@signing
@click.argument("system")
@click.argument("version")
@click.option("--until", required=True, metavar="DATE", help="The last day of support.")
@click.option("--reason", required=True, help="Why it is supported: the contract, and where it is kept.")
def support(**given: Any) -> None:
    """Declare a system supported beyond its vendor's date (C35), such as by a contract that was bought.

    \b
    vmgate template support debian 12 --until 2028-06-30 --reason "LTS contract 4711"

    SYSTEM and VERSION are those of /etc/os-release. An approver or somebody for security signs it. The newest word on a
    system counts; it prolongs what the vendor says, and never shortens it.
    """  # noqa: D301  - click takes the character \b for "leave these lines as they are"
    from vmgate.commands.days import day_given
    from vmgate.commands.template.opening import directory, moment, opened, refuse_problem
    from vmgate.commands.template.saying import say
    from vmgate.registry.facts import Support
    from vmgate.vocabulary.lifecycle import plain_version

    found = opened(given)
    refuse_problem(found)
    people = found.trust.people
    if people is None:
        raise InputError(f"{found.path}: the registry proves nothing: {found.trust.problem}")
    until = day_given(given["until"], "--until")
    if until < found.day:
        message = f"--until: {until} is over, and support that has ended prolongs nothing"
        raise UsageError(message)
    system, version = given["system"].casefold(), plain_version(given["version"])
    _refuse_unheard_of(found, system, version)
    when = moment(given)

    def make(person: str) -> Support:
        return Support(
            by=person, issued=when, system=system, version=version, until=until, reason=given["reason"]
        )

    say(given, directory(given), people, make)
    vendor = _vendors(found, system, version)
    if vendor is not None and vendor >= until:
        click.echo(f"It changes nothing: the vendor supports {system} {version} until {vendor}.", err=True)


def _refuse_unheard_of(found: Opened, system: str, version: str) -> None:
    """Raise `UsageError` for a system that is of no image and not in the support data: a word on it would be about
    nothing, as one on a misspelt name is.
    """
    from vmgate.settings.form import nearest
    from vmgate.vocabulary.lifecycle import plain_version

    data = found.site.support.releases if found.site.support is not None else {}
    known = {(name, one) for name, releases in data.items() for one in releases}
    for _, image in found.states.images:
        if image.system is not None:
            known.add((image.system.id, plain_version(image.system.version or "")))
    if (system, version) in known:
        return
    versions = tuple(sorted(one for name, one in known if name == system))
    if versions:
        message = f"there is no {system} {version} among the images or in the support data{nearest(version, versions)}"
    else:
        names = tuple(sorted({name for name, _ in known}))
        message = f"no image is of a system {system}, and the support data have none{nearest(system, names)}"
    raise UsageError(message)


def _vendors(found: Opened, system: str, version: str) -> date | None:
    """The last day of the vendor's support, where it is known."""
    from vmgate.model.templates import GuestSystem

    return found.states.limits.end_of_support(GuestSystem(system, version))
