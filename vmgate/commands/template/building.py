"""`vmgate template build`: judge a template, build it, and publish what was built: everything or nothing."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from vmgate.commands.template.options import reading, signing
from vmgate.errors import InputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from vmgate.read.packer.planned import Planned, PlannedBuild


def _options(command: Callable[..., None]) -> Callable[..., None]:
    path = click.Path(path_type=Path)
    for option in reversed(
        [
            click.argument("directory", metavar="TEMPLATE", type=path),
            click.option("--version", metavar="VERSION",
                         help="Version of the images. Default: custom_data.version of their manifests."),
            click.option("--only", multiple=True, metavar="BUILD",
                         help="Build only this: qemu.debian13, or a pattern as Packer takes it. Repeatable."),
            click.option("--var", "variables", multiple=True, metavar="NAME=VALUE", help="Set a variable. Repeatable."),
            click.option("--var-file", "variable_files", multiple=True, metavar="FILE", type=path,
                         help="Read variables from a file. Repeatable."),
            click.option("--evidence", multiple=True, metavar="BUILD:PATH",
                         help="What a build writes besides, from TEMPLATE: a file or a directory. Repeatable."),
            click.option("--locator", "locators", multiple=True, metavar="BUILD:KEY=VALUE,…",
                         help="How a platform names what a build makes: "
                              "vsphere-iso.debian13:platform=vsphere,identity=…. Repeatable."),
            click.option("--keyring", "keyrings", multiple=True, metavar="FILE", type=path,
                         help="Keys of package archives. Default: the archives' own, where they are installed."),
            click.option("--system", metavar="ID[:VERSION]",
                         help="The operating system, where no evidence tells: debian:13."),
            click.option("--source", metavar="DIR", type=path,
                         help="The checkout that is built; nothing in it may be uncommitted."),
            click.option("--parallel", metavar="N", type=click.IntRange(1, 1000),
                         help="How many builds go on at once. Default: all."),
            click.option("--timeout", metavar="MINUTES", type=click.IntRange(1, 100_000), default=720,
                         show_default=True, help="End a run that takes longer."),
            click.option("--log", "log_file", metavar="FILE", type=path,
                         help="Where Packer's output is kept, without secrets. Default: packer.log in TEMPLATE."),
            click.option("--without-updates-shown", is_flag=True,
                         help="Publish although nothing shows the updates: the gate denies it all the same."),
            click.option("--no-publish", is_flag=True, help="Build and check, and publish nothing."),
        ]
    ):  # fmt: skip
        command = option(command)
    return command


@click.command()
@reading
@signing
@_options
def build(**given: Any) -> None:
    """Build the images of a Packer template and publish them: all that were asked for, or none.

    \b
    vmgate template build packer/debian13 --only qemu.debian13 --source .
    vmgate template build packer/debian13 --version 2026.11.1 --var ssh_public_key="…"

    The template is judged first, as by `vmgate check`; what shuts the gate is not built. Then Packer runs in the
    template's directory. Every build has to finish, to leave its manifest, of this run, and to bring along its
    evidence: what a provisioner "file" downloads. Then each becomes an image of the registry, under the name that
    custom_data.image of its manifest gives it, else its source's. Secrets of the template are in no output.
    """  # noqa: D301  - click takes the character \b for "leave these lines as they are"
    from vmgate.read.packer.planned import planned

    template = given["directory"]
    if not template.is_dir():
        raise UsageError(f"{template}: is not a directory; build takes the directory of an HCL template")
    plan = planned(template, _inputs(given))
    builds = [one for one in plan.builds if one.is_asked_for(given["only"])]
    _refuse(builds, plan, given)
    _judge(given)
    before = {file: _run_of(template / file) for one in builds for file in one.manifests if file is not None}
    _run(given, plan)
    results = [_result(one, template, before, given) for one in builds]
    _publish(results, given)


@dataclass(frozen=True)
class _Result:
    """What one build left behind."""

    build: PlannedBuild
    manifest: Path
    evidence: Sequence[Path]
    name: str
    version: str


def _inputs(given: Mapping[str, Any]) -> Any:
    from vmgate.commands.reading import parsed
    from vmgate.read.packer.variables import PackerInputs

    return PackerInputs(parsed(given["variables"]), given["variable_files"], os.environ)


def _refuse(builds: Sequence[PlannedBuild], plan: Planned, given: Mapping[str, Any]) -> None:
    """Raise `UsageError` for what could not be published however it is built."""
    if not builds:
        titles = ", ".join(one.title for one in plan.builds)
        raise UsageError(f"{given['directory']}: nothing to build; its builds are: {titles or 'none'}")
    for one in builds:
        if len(one.manifests) != 1 or one.manifests[0] is None:
            raise UsageError(
                f'{one.title}: give it one post-processor "manifest" (it has {len(one.manifests)}), with an output of '
                f'its own that is known before: output = "build/{one.label}-{one.builder}/packer-manifest.json"'
            )
        if None in one.brought:
            raise UsageError(
                f"{one.title}: a file that it downloads has a place that is not known before the build"
            )
    files = [one.manifests[0] for one in builds]
    shared = next((file for file in files if files.count(file) > 1), None)
    if shared is not None and given["parallel"] != 1:
        raise UsageError(
            f"{shared}: is the manifest of several builds, and Packer loses entries when they end at once; give each a "
            "manifest of its own, or say --parallel 1"
        )


def _judge(given: Mapping[str, Any]) -> None:
    """Raise `InputError` for a template that shuts the gate, with the report on standard error."""
    from vmgate.commands.check import Options, check
    from vmgate.commands.days import day
    from vmgate.commands.run_check import chosen, sites, what_is_given
    from vmgate.errors import ExitCode
    from vmgate.report import writer

    rules = chosen((), ())
    site = sites({**given, "registry": None}, day(given["as_of"]), os.environ)
    report = check(
        Options(
            paths=[str(given["directory"])],
            site=site,
            rules=rules,
            given=what_is_given(given, os.environ),
            # A source that makes no machine gives nothing to judge.
            if_any=True,
            below=False,
        )
    )
    if report.exit_code in (ExitCode.SHUT, ExitCode.NO_VERDICT):
        click.echo(writer("text")(report, {rule.id: rule for rule in rules}), err=True)
        raise InputError(f"{given['directory']}: the template does not obey the procedure, and is not built")


def _run(given: Mapping[str, Any], plan: Planned) -> None:
    """Run Packer, its progress on standard error. Raises `InputError` for a run that did not finish every build."""
    from vmgate.packer import events
    from vmgate.packer.machine_log import finished_builds
    from vmgate.packer.program import Packer, find
    from vmgate.report.printable import printable

    template: Path = given["directory"]
    packer = Packer(find(os.environ), template, os.environ, timeout=60 * given["timeout"])
    log: Path = given["log_file"] or template / "packer.log"
    redacted = events.Redaction(plan.secrets, plan.likely)
    told: list[bytes] = []
    with log.open("w", encoding="utf-8") as kept:
        for raw in packer.lines(
            "build", template, only=list(given["only"]), var=_inputs(given).variables,
            parallel_builds=given["parallel"], var_file=[file.resolve() for file in given["variable_files"]],
        ):  # fmt: skip
            told.append(raw)
            line = redacted(raw.decode("utf-8", "replace"))
            kept.write(line)
            kept.flush()
            event = events.parse(line)
            for text in events.progress(event) if event else ():
                click.echo(printable(text), err=True)
    if packer.returncode:
        raise InputError(
            f"{template}: Packer failed ({packer.returncode}), and nothing is published; see {log}"
        )
    finished = finished_builds(b"".join(told), str(log))
    asked = [one.title for one in plan.builds if one.is_asked_for(given["only"])]
    lost = sorted(set(asked) - set(finished))
    if lost:
        raise InputError(f"{template}: {', '.join(lost)} did not finish, and nothing is published; see {log}")


def _run_of(manifest: Path) -> str | None:
    """The last run that a manifest speaks of; None where there is none yet, or none that can be read."""
    import json

    try:
        found = json.loads(manifest.read_bytes())["last_run_uuid"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return found if isinstance(found, str) else None


def _result(
    one: PlannedBuild, template: Path, before: Mapping[str, str | None], given: Mapping[str, Any]
) -> _Result:
    from vmgate.publish.manifest import expect, read_manifest

    file = one.manifests[0] or ""
    manifest = template / file
    run = _run_of(manifest)
    if run is None or run == before[file]:
        raise InputError(f"{manifest}: {one.title} left no manifest of this run, and nothing is published")
    entries = [
        entry for entry in read_manifest(manifest.read_bytes(), str(manifest)) if entry.title == one.title
    ]
    expect(entries, [one.title], str(manifest))
    brought = [template / name for name in one.brought if name is not None]
    missing = next((path for path in brought if not path.is_file()), None)
    if missing is not None:
        raise InputError(f"{missing}: {one.title} did not bring it along, and nothing is published")
    data = entries[0].data
    version = given["version"] or data.get("version")
    if not version:
        raise UsageError(
            f"{one.title}: nothing tells its version; say --version, or write custom_data.version"
        )
    return _Result(one, manifest, brought, data.get("image") or one.label, version)


def _publish(results: Sequence[_Result], given: Mapping[str, Any]) -> None:
    """Check every result, and only then sign the first: a build that cannot be published leaves none published."""
    from vmgate.commands.template import from_build
    from vmgate.commands.template.opening import moment, opened
    from vmgate.commands.template.publishing import publish
    from vmgate.publish import record

    names = [(one.name, one.version) for one in results]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise InputError(
            f"{'@'.join(twice)}: several builds would be this image; name each by custom_data.image of its manifest"
        )
    found, issued = opened(given), moment(given)
    checked = []
    for one in results:
        own = {
            **given,
            "manifest": one.manifest,
            "evidence": [
                *one.evidence,
                *(
                    given["directory"] / path
                    for path in _of(one.build.title, given["evidence"], "--evidence")
                ),
            ],
            "files": given["directory"],
            "run": None,
            "log": None,
            "expect": (one.build.title,),
            "locators": _of(one.build.title, given["locators"], "--locator"),
            "parents": (),
            "title": None,
        }
        gathered = from_build.gathered_from(own)
        claims, documents = from_build.claims_of(own, one.name, one.version, found, gathered, issued)
        click.echo(from_build.summary(claims, gathered))
        checked.append((own, claims, documents))
    if given["no_publish"]:
        click.echo("built and checked; nothing is published")
        return
    for own, claims, documents in checked:
        publish(own, lambda person, claims=claims: record.image(claims, person, issued), documents)  # type: ignore[misc]  # bound now


def _of(title: str, given: Sequence[str], option: str) -> list[str]:
    """What options of the form BUILD:TEXT say of a build, by its title or its label. Raises `UsageError`."""
    found = [text.partition(":")[::2] for text in given]
    wrong = next((build for build, text in found if not text or "=" in build), None)
    if wrong is not None:
        raise UsageError(f'{option}: "{wrong}": begin it with a build, as in vsphere-iso.debian13:…')
    return [text for build, text in found if build in (title, title.partition(".")[2])]
