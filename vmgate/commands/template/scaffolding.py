"""`vmgate template new`: begin a Packer template that passes the gate as it stands."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import click

from vmgate.commands.template.options import reading
from vmgate.errors import UsageError
from vmgate.packer.systems import SOURCES, SYSTEMS


@click.command()
@reading
@click.argument("name")
@click.option("--os", "system", required=True, type=click.Choice(sorted(SYSTEMS)), help="What it installs.")
@click.option("--platform", "platforms", multiple=True, type=click.Choice(list(SOURCES)),
              help="What it is built for. Repeatable. Default: all.")  # fmt: skip
@click.option("--out", "directory", metavar="DIR", default="packer", show_default=True,
              help="Where templates lie: NAME/ is written there, and scripts/ that templates share.")  # fmt: skip
def new(**given: Any) -> None:
    """Begin a Packer template: hardened, with one manifest for each build and evidence of its updates.

    \b
    vmgate template new web-base --os debian13 --platform vsphere
    vmgate check packer/web-base               it passes as it stands
    vmgate template build packer/web-base      build it, publish it

    What a site fills in is in variables.pkr.hcl. Nothing is overwritten. Where the registry has images of that name,
    that is told: what is built of the template will be their next version.
    """  # noqa: D301  - click takes the character \b for "leave these lines as they are"
    from vmgate.commands.output import write_new
    from vmgate.packer.scaffold import render

    name, directory = given["name"], Path(given["directory"])
    if not re.fullmatch(r"[a-z][a-z0-9-]*", name) or name == "scripts":
        raise UsageError(
            f'"{name}": a template is named in small letters, digits and hyphens, as web-base is'
        )
    there = _versions(given)
    files = render(name, given["system"], given["platforms"] or tuple(SOURCES))
    if (directory / name).exists():
        raise UsageError(
            f"{directory / name}: is there already, and nothing is overwritten; choose another name"
        )
    for path, text in files.items():
        file = directory / path
        if path.startswith("scripts/") and file.exists():
            if file.read_text(encoding="utf-8", errors="replace") != text:
                click.echo(
                    f"{file}: differs from what a new template comes with, and is left as it is", err=True
                )
            continue
        write_new(file, text)
        if file.suffix == ".sh":
            file.chmod(0o755)
        click.echo(file)
    if there:
        click.echo(
            f"{name}: the registry has {', '.join(there)} of it; a build of this template publishes the next version",
            err=True,
        )


def _versions(given: dict[str, Any]) -> list[str]:
    """The versions of an image of this name in the registry, where there is one. Raises `UsageError`, `InputError`."""
    from vmgate.commands.template.opening import opened, place
    from vmgate.settings.templates import is_registry

    # `templates` is also what many call the directory of other templates.
    if not given["registry"] and not is_registry(place(given)):
        return []
    found = opened(given)
    return sorted(image.version for _, image in found.states.images if image.name == given["name"])
