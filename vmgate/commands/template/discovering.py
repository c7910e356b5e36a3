"""`vmgate template discover` and `capture`: what is in use already, as a registry begins."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from vmgate.commands.template.options import reading, shown, signing
from vmgate.errors import InputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from vmgate.model.site import Site
    from vmgate.registry.facts import Hypervisors, Image
    from vmgate.vocabulary.in_use import InUse, TemplateInUse

PLATFORMS = ["vsphere", "proxmox", "libvirt", "nutanix", "xenorchestra", "openstack"]


@click.command()
@reading
@shown
@click.argument("paths", nargs=-1)
@click.option("--draft", metavar="DIR", type=click.Path(path_type=Path),
              help="Write a draft of a record for each template that the registry does not have.")  # fmt: skip
@click.option("--by", metavar="PERSON", help="Whose drafts they are: the templates' owner.")
def discover(**given: Any) -> None:
    """List the templates that machines are made from, by plans, states and configuration: on record or not.

    \b
    vmgate template discover tfplan.json terraform.tfstate live/
    vmgate template discover live/ --draft drafts --by ada@example.edu

    A draft has what the configuration tells. Complete it, sign it (ssh-keygen -Y sign) and add it with vmgate template
    add; better, build the image anew and publish that, as nothing shows the updates of one that merely was there.
    """  # noqa: D301  - click takes the character \b for "leave these lines as they are"
    from vmgate.commands.template.opening import moment
    from vmgate.commands.terminal import color
    from vmgate.report.in_use import as_json, as_text

    if given["draft"] is not None and not given["by"]:
        raise UsageError("--draft needs to know whose drafts they are: --by PERSON")
    site = _site(given)
    found = _in_use(given["paths"], site)
    if given["format_"] == "json":
        click.echo(as_json(found, site.as_of), nl=False)
    else:
        click.echo(as_text(found, color=color(given)), nl=False)
    if given["draft"] is not None:
        _draft(found, given["draft"], given["by"], moment(given))


@click.command()
@reading
@signing
@click.argument("listing", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--platform", type=click.Choice(PLATFORMS), default="vsphere", show_default=True)
@click.option("--endpoint", required=True, metavar="HOST", help="The management server that was asked.")
@click.option("--cluster", metavar="NAME", help="The cluster that was asked, if not the whole server.")
@click.option("--release", metavar="TEXT", help="The hypervisors' release, for people.")
def capture(**given: Any) -> None:
    """Record which guest systems hypervisors support, as they say themselves (C35).

    \b
    govc vm.option.info -cluster cl-general -json > supported.json
    vmgate template capture supported.json --endpoint vcenter.example.edu --cluster cl-general

    For platforms that have no such list, write one: {"debian 13": "supported", "l26": "supported"}.
    """  # noqa: D301  - click takes the character \b for "leave these lines as they are"
    from vmgate.commands.template.opening import directory, moment, opened, refuse_problem
    from vmgate.commands.template.saying import say
    from vmgate.publish.hypervisors import read_levels
    from vmgate.registry import canonical, layout
    from vmgate.registry.facts import Hypervisors
    from vmgate.registry.parts import Platform

    try:
        data = given["listing"].read_bytes()
    except OSError as error:
        raise UsageError(f"{given['listing']}: cannot be read: {error.strerror or error}") from None
    levels = read_levels(data, str(given["listing"]))
    found = opened(given)
    refuse_problem(found)
    people = found.trust.people
    if people is None:
        raise InputError(f"{found.path}: the registry proves nothing: {found.trust.problem}")
    when = moment(given)

    def make(person: str) -> Hypervisors:
        fact = Hypervisors(
            by=person,
            issued=when,
            platform=Platform(given["platform"]),
            endpoint=given["endpoint"].lower(),
            cluster=given["cluster"] and given["cluster"].lower(),
            release=given["release"],
            guests=levels,
        )
        canonical.decoded(canonical.encoded(fact), layout.path_of(fact))
        return fact

    say(given, directory(given), people, make)


def _site(given: dict[str, Any]) -> Site:
    """The site with its registry, of which there may be none yet."""
    from dataclasses import replace

    from vmgate.commands.days import day
    from vmgate.commands.template.opening import place, site_of
    from vmgate.settings import read_registry

    as_of = day(given.get("as_of"))
    site = site_of(given, as_of)
    return replace(site, registry=read_registry(place(given), site))


def _in_use(paths: Sequence[str], site: Site) -> InUse:
    from vmgate.commands.reading import Given, read
    from vmgate.model.report import Kind
    from vmgate.read.discover import discover as inputs
    from vmgate.translate import things
    from vmgate.vocabulary.in_use import InUse
    from vmgate.vocabulary.machine import VirtualMachine

    found = InUse()
    several = inputs(list(paths))
    for one in several:
        if one.kind not in (Kind.SOURCE, Kind.PLAN, Kind.STATE):
            continue
        try:
            estate = read(one, Given(environment=dict(os.environ)))
        except InputError as error:
            message = str(error) if one.name in str(error) else f"{one.name}: {error}"
            raise InputError(message) from None
        machines = (thing for thing in things(estate) if isinstance(thing, VirtualMachine))
        found.take(machines, site, one.name if len(several) > 1 else "")
    return found


def _draft(found: InUse, folder: Path, person: str, issued: datetime) -> None:
    from vmgate.commands.output import write_new
    from vmgate.registry import canonical, facts

    unknown = [one for one in found.templates if not one.records]
    folder.mkdir(parents=True, exist_ok=True)
    for one in unknown:
        record = _record(one, person, issued)
        file = folder / f"{record.name}.json"
        write_new(file, canonical.encoded(record).decode())
        click.echo(f"{file}: a draft for {one.title}", err=True)
    if unknown:
        click.echo(
            f"complete them (system, identity, digest), then for each:\n"
            f"  ssh-keygen -Y sign -f KEY -n {facts.namespace(record)} FILE\n"
            f"  vmgate template add FILE",
            err=True,
        )


def _record(one: TemplateInUse, person: str, issued: datetime) -> Image:
    from vmgate.registry import canonical
    from vmgate.registry.facts import Image
    from vmgate.registry.parts import Place, Platform, System

    system = next(iter(one.systems)) if len(one.systems) == 1 else None
    image = Image(
        by=person,
        issued=issued,
        name=_slug(one.title),
        version=f"{issued:%Y.%m}",
        title=f"{one.title}, as it was found in use"[:1000],
        system=System(id=system.id, version=system.version) if system else None,
        locators=(
            Place(
                platform=Platform(one.platform),
                endpoint=one.endpoint and one.endpoint.lower(),
                name=one.name,
                identity=one.identity,
            ),
        ),
    )
    canonical.decoded(canonical.encoded(image), one.title)
    return image


def _slug(title: str) -> str:
    """A name that the registry takes, from whatever a template is called: `tpl-debian13` becomes `debian13`."""
    plain = re.sub(r"[^a-z0-9._-]+", "-", title.rpartition("/")[2].lower())
    plain = re.sub(r"^(tpl|tmpl|template)[-_.]|[-_.](tpl|tmpl|template)$", "", plain)
    return plain.strip("-._")[:80] or "template"
