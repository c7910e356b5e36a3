"""`vmgate template publish`: from what a build left behind to a signed record."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from vmgate.commands.template.options import reading, signing, version_argument
from vmgate.errors import InputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from vmgate.commands.template.opening import Opened
    from vmgate.model.templates import GuestSystem, Locator
    from vmgate.publish.gather import Gathered
    from vmgate.publish.manifest import Build
    from vmgate.publish.record import Built, Claims
    from vmgate.registry.facts import Image
    from vmgate.registry.parts import Evidence, Parent

KEYRINGS = ("debian-archive-keyring.gpg", "ubuntu-archive-keyring.gpg")
"""The archives' own keyrings, in /usr/share/keyrings, that are asked unless others are named."""


def _options(command: Callable[..., None]) -> Callable[..., None]:
    path = click.Path(path_type=Path)
    for option in reversed(
        [
            click.argument("manifest", metavar="MANIFEST", type=path),
            click.option("--evidence", "evidence", multiple=True, metavar="PATH", type=path,
                         help="A file that the build brought along, or a directory of them. Repeatable."),
            click.option("--keyring", "keyrings", multiple=True, metavar="FILE", type=path,
                         help="Keys of package archives. Default: the archives' own, where they are installed."),
            click.option("--files", metavar="DIR", type=path,
                         help="Where the files of the manifest are. Default: beside it."),
            click.option("--run", metavar="UUID", help="The run that the manifest has to be of."),
            click.option("--expect", multiple=True, metavar="BUILD",
                         help="A build that has to be in it: debian13 or qemu.debian13. Repeatable."),
            click.option("--log", metavar="FILE", type=path,
                         help="What `packer -machine-readable build` printed: which builds have to be in it."),
            click.option("--locator", "locators", multiple=True, metavar="KEY=VALUE,…",
                         help="How a platform names it: platform=vsphere,endpoint=…,name=…,identity=…. Repeatable."),
            click.option("--parent", "parents", multiple=True, metavar="IMAGE@VERSION|NAME=SHA256",
                         help="What it was made from: another image, or a medium by its digest. Repeatable."),
            click.option("--system", metavar="ID[:VERSION]",
                         help="Its operating system, where no evidence tells: debian:13."),
            click.option("--source", metavar="DIR", type=path,
                         help="The checkout that was built; nothing in it may be uncommitted."),
            click.option("--title", metavar="TEXT", help="A line for people."),
            click.option("--without-updates-shown", is_flag=True,
                         help="Publish it although nothing shows its updates: the gate denies it all the same."),
        ]
    ):  # fmt: skip
        command = option(command)
    return command


@click.command()
@reading
@signing
@version_argument
@_options
def publish(**given: Any) -> None:
    """Publish an image that Packer built: check what the build left behind, and sign a record of it.

    \b
    vmgate template publish debian13@2026.11 packer-manifest.json --evidence evidence/ --source .

    The manifest has to be of the run and complete, its files there and as long as it says; they are hashed anew.
    Evidence is told apart by content: InRelease with Packages, dpkg status, os-release; repomd.xml, dnf-updateinfo.txt;
    a report of Windows updates; CycloneDX; Packer's provenance. Whatever is wrong is told, and nothing is written.
    """  # noqa: D301  - click takes the character \b for "leave these lines as they are"
    from vmgate.commands.template.opening import moment, opened
    from vmgate.commands.template.publishing import publish as write
    from vmgate.publish import record

    found, issued = opened(given), moment(given)
    name, at, version = given["version"].partition("@")
    if not at or not name or not version:
        raise UsageError(f'"{given["version"]}": write image and version, as in debian13@2026.11')
    gathered = gathered_from(given)
    claims, documents = claims_of(given, name, version, found, gathered, issued)
    click.echo(summary(claims, gathered))

    def make(person: str) -> Image:
        return record.image(claims, person, issued)

    write(given, make, documents)


def claims_of(
    given: dict[str, Any], name: str, version: str, found: Opened, gathered: Gathered, issued: datetime
) -> tuple[Claims, list[bytes]]:
    """What a record is to say of an image, and the documents to keep with it. Raises `VmgateError`."""
    from vmgate.publish import attestation, checksums, record
    from vmgate.publish.gather import patch_evidence, system_of
    from vmgate.publish.refusal import RefusalError
    from vmgate.registry import canonical
    from vmgate.registry.parts import Evidence

    if any((image.name, image.version) == (name, version) for _, image in found.states.images):
        raise InputError(
            f"{name} {version} is there already, and facts never change; a new image is a new version"
        )
    manifest = _read(given["manifest"])
    built = _built(given, manifest)
    record.refuse_future(built, issued)
    files = [file for one in built for file in one.files]
    checksums.agree(gathered.checksums, files)
    for label, provenance in gathered.provenance:
        attestation.agree(provenance, built[0].build, files, label)
    documents = [manifest, *(document.data for document in gathered.documents)]
    kept = [Evidence(type="packer-manifest", digest=canonical.digest(manifest))]
    kept += [Evidence(type=one.type, digest=one.digest) for one in gathered.documents]
    shown = patch_evidence(gathered)
    patch = None
    if shown is not None:
        patch, summary = record.patch(shown, issued)
        documents.append(summary)
    elif not given["without_updates_shown"]:
        raise RefusalError(
            f"{name} {version}: no evidence shows its updates (--evidence); docs/publishing.md tells what a build "
            "brings along. With --without-updates-shown it is published all the same, and denied until it is validated"
        )
    last = record.newest((image for _, image in found.states.images), name)
    claims = record.Claims(
        name=name,
        version=version,
        built=built,
        places=record.places(built, [_locator(text) for text in given["locators"]]),
        system=_system(given["system"], system_of(gathered)),
        patch=patch,
        parents=[_parent(text, found) for text in given["parents"]],
        source=_source(given, gathered),
        evidence=_once(kept),
        supersedes=last.version if last is not None and last.version != version else None,
        title=given["title"],
    )
    record.refuse_older(claims, last)
    return claims, documents


def _built(given: dict[str, Any], data: bytes) -> list[Built]:
    from vmgate.packer.machine_log import finished_builds
    from vmgate.publish.files import hash_files
    from vmgate.publish.manifest import expect, read_manifest
    from vmgate.publish.record import Built

    path: Path = given["manifest"]
    builds: list[Build] = read_manifest(data, str(path), run=given["run"])
    expected = [
        *given["expect"],
        *(finished_builds(_read(given["log"]), str(given["log"])) if given["log"] else ()),
    ]
    if not expected and len(builds) > 1:
        titles = " ".join(f"--expect {build.title}" for build in builds)
        raise UsageError(
            f"{path}: it has {len(builds)} builds; say which were to be built, as Packer may have lost some: {titles}"
        )
    if expected:
        expect(builds, expected, str(path))
    folder = given["files"] or path.parent
    return [Built(build, hash_files(build, folder)) for build in builds]


def gathered_from(given: dict[str, Any]) -> Gathered:
    """The evidence that the options name, read. Raises `VmgateError`."""
    from itertools import islice

    from vmgate.publish.gather import MOST_FILES, gather

    files: dict[str, bytes] = {}
    for file in islice((file for path in given["evidence"] for file in _files(path)), MOST_FILES + 1):
        files[str(file)] = _read(file)
    keyrings = list(given["keyrings"]) or [
        file for name in KEYRINGS for file in [Path("/usr/share/keyrings") / name] if file.is_file()
    ]
    missing = next((file for file in keyrings if not file.is_file()), None)
    if missing is not None:
        raise UsageError(f"--keyring: {missing}: there is no such file")
    return gather(files, keyrings)


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from sorted(file for file in path.rglob("*") if file.is_file() and not file.is_symlink())
    else:
        yield path


def _read(file: Path) -> bytes:
    from vmgate.publish.unpack import LARGEST

    try:
        if file.stat().st_size > LARGEST:
            raise InputError(f"{file}: it is larger than {LARGEST >> 20} MiB")
        return file.read_bytes()
    except OSError as error:
        raise UsageError(f"{file}: cannot be read: {error.strerror or error}") from None


def _locator(text: str) -> Locator:
    from vmgate.model.templates import Locator
    from vmgate.registry.parts import Platform

    fields = dict(part.partition("=")[::2] for part in text.split(","))
    known = {"platform", "endpoint", "name", "identity", "digest"}
    platforms = tuple(platform.value for platform in Platform)
    if fields.keys() - known or not all(fields.values()) or fields.get("platform") not in platforms:
        raise UsageError(
            f'--locator: "{text}": write platform=…,endpoint=…,name=…,identity=… with one of {", ".join(platforms)}'
        )
    return Locator(**fields)


def _parent(text: str, found: Opened) -> Parent:
    import re

    from vmgate.registry.parts import Parent

    name, equals, digest = text.partition("=")
    if equals:
        digest = digest.removeprefix("sha256:")
        if not re.fullmatch(r"[0-9a-f]{64}", digest):
            raise UsageError(f'--parent: "{text}": write NAME=SHA256, 64 hexadecimal digits')
        return Parent(name=name, digest=f"sha256:{digest}")
    stored, image = found.image(text)
    return Parent(name=image.name, version=image.version, record=stored.digest)


def _system(given: str | None, told: GuestSystem | None) -> GuestSystem:
    from vmgate.model.templates import GuestSystem

    if given is None:
        if told is None:
            raise UsageError(
                "nothing tells its operating system: bring along /etc/os-release, or say --system debian:13"
            )
        return told
    id_, _, version = given.partition(":")
    named = GuestSystem(id_, version or None)
    if told is not None and told != named:
        raise UsageError(f"--system says {named}, and the evidence is of {told}")
    return named


def _source(given: dict[str, Any], gathered: Gathered) -> Any:
    from vmgate.commands.template.checkout import source_of
    from vmgate.registry.parts import Source

    told = next(
        (
            Source(repository=one.repository, commit=one.commit)
            for _, one in gathered.provenance
            if one.commit and one.repository
        ),
        None,
    )
    if given["source"] is None:
        return told
    own = source_of(given["source"])
    if told is not None and told.commit != own.commit:
        raise UsageError(
            f"--source: {given['source']} is at {own.commit}, and the provenance is of {told.commit}"
        )
    return own


def _once(evidence: Sequence[Evidence]) -> list[Evidence]:
    return list({one.digest: one for one in evidence}.values())


def summary(claims: Claims, gathered: Gathered) -> str:
    """What will be signed, for whoever is about to touch the key."""
    from vmgate.report.printable import printable

    lines = [f"{claims.name} {claims.version}: {claims.system}"]
    for place in claims.places:
        told = (place.endpoint, place.name, place.identity, place.digest)
        lines.append(f"  {place.platform.value}: {', '.join(part for part in told if part)}")
    if claims.patch is None:
        lines.append("  updates: nothing shows them")
    else:
        lines.append(f"  updates: until {claims.patch.until:%Y-%m-%d %H:%M} UTC, by {claims.patch.method}")
        lines += [
            f"  missing: {one.id}{f', released on {one.released}' if one.released else ''}"
            for one in claims.patch.missing
        ]
    lines += [f"  evidence: {document.name} ({document.type})" for document in gathered.documents]
    return "\n".join(map(printable, lines))
