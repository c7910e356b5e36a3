"""`vmgate init`: the first site policy of a repository, drafted from what is there, and the files of its pipeline."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vmgate.commands.reading import Given
    from vmgate.survey import Survey

POLICY = "vmgate.toml"


@click.command()
@click.argument("paths", nargs=-1)
@click.option("--var", "variables", multiple=True, metavar="NAME=VALUE", help="Set a variable.")
@click.option(
    "--var-file", "variable_files", multiple=True, metavar="FILE", help="Read variables from a file."
)
@click.option("--into", default=".", metavar="DIR", show_default=True, help="The root of the repository.")
@click.option("--ci", type=click.Choice(["github", "gitlab"]), help="Write the file of a pipeline too.")
@click.option("--pre-commit", "pre_commit", is_flag=True, help="Write a .pre-commit-config.yaml too.")
@click.option("--print", "shown", is_flag=True, help="Print the site policy instead of writing any file.")
def command(
    paths: tuple[str, ...],
    variables: tuple[str, ...],
    variable_files: tuple[str, ...],
    into: str,
    ci: str | None,
    *,
    pre_commit: bool,
    shown: bool,
) -> None:
    """Write a site policy to begin with: vmgate.toml, every key explained, and drafts of what the site has.

    PATH is configuration, a plan or a state, as for `vmgate check`; the default is the current directory. Its
    management servers, networks, groups, devices and templates become forms to complete: nothing is in force before
    somebody who knows the site has said what each is. No file that is there is ever overwritten. What cannot be read
    is told and left out of the draft, and the exit code is then 3.
    """
    from vmgate import rulebook
    from vmgate.commands.reading import Given, parsed
    from vmgate.settings.draft import draft
    from vmgate.settings.keys import policy

    given = Given(parsed(variables), [Path(name) for name in variable_files], dict(os.environ))
    found, broken = _survey(paths, given)
    text = draft(policy([rule.id for rule in rulebook.rules()]), found)
    if shown:
        click.echo(text, nl=False)
    else:
        _begin(Path(into), [name for name in (ci, "pre-commit" if pre_commit else None) if name], text, found)
    if broken:
        from vmgate.commands.endings import unread

        sys.exit(unread(broken))


def _begin(root: Path, wanted: Sequence[str], text: str, found: Survey) -> None:
    """Write the policy and the files of the pipelines that are wanted, and tell of it. Raises `UsageError`."""
    from vmgate.commands.pipelines import FILES
    from vmgate.report.printable import printable

    files = {root / FILES[name][0]: FILES[name][1] for name in wanted}
    if not wanted or not (root / POLICY).exists():
        files = {root / POLICY: text, **files}
    for line in _write(files, found):
        click.echo(printable(line))


def _survey(paths: Sequence[str], given: Given) -> tuple[Survey, list[str]]:
    """What the paths tell, and a line on each part of them that is broken; nothing for a directory in which there is
    nothing yet. Raises `InputError`, also where broken parts are all there is.
    """
    from vmgate.commands.reading import broken, read
    from vmgate.errors import InputError
    from vmgate.model.secrets import Redaction
    from vmgate.read.discover import discover
    from vmgate.survey import Survey, survey
    from vmgate.translate import things

    found = Survey()
    try:
        inputs = discover(list(paths))
    except InputError:
        if paths:
            raise
        return found, []
    given = given.among(inputs)
    lines: list[str] = []
    resources = 0
    for one in inputs:
        estate = read(one, given)
        lines += broken(estate)
        resources += len(estate.resources)
        survey(things(estate), found)
        found.forget(Redaction(value for resource in estate.resources for value in resource.secrets()))
    given.refuse_undeclared()
    if lines and not resources:
        raise InputError("\n".join(lines))
    return found, lines


def _write(files: dict[Path, str], found: Survey) -> Iterator[str]:
    """Write all of the files, or none where one is there already; what to tell of them. Raises `UsageError`."""
    from vmgate.commands.output import write_new
    from vmgate.errors import UsageError

    there = [file for file in files if file.exists()]
    if there:
        message = "\n".join(
            f"{file}: it is there already, and is not overwritten; {_advice(file)}" for file in there
        )
        raise UsageError(message)
    for file, text in files.items():
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            message = f"{file.parent}: cannot be made: {error.strerror}"
            raise UsageError(message) from None
        write_new(file, text)
        yield f"wrote {file}"
        if file.name == POLICY:
            yield from _drafted(found)


def _advice(file: Path) -> str:
    if file.name == POLICY:
        return "`vmgate init --print` shows a draft to copy from"
    return "move it away, write the new one, and bring the two together"


def _drafted(found: Survey) -> Iterator[str]:
    counts = {
        "management servers": len(found.endpoints),
        "networks": len(found.networks),
        "groups and users": len(found.principals),
        "devices": len(found.devices),
        "templates": len(found.templates),
    }
    seen = [f"{what} ({count})" for what, count in counts.items() if count]
    if seen:
        yield f"  drafted in it, for you to complete: {', '.join(seen)}"
    yield "  complete it, then: vmgate check ."
