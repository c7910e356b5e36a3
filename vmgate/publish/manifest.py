"""Packer's manifest, read with the suspicion that its behaviour has earned.

Packer appends to a manifest across runs, leaves it as it was when a build fails, and loses builds when many end at
once; it writes `<unknown>` where an expression had no value. So only the builds of the last run count, that run has to
be the one that is asked for, and the builds have to be exactly those that are expected.

Sources: post-processor/manifest of Packer 1.16.0, and runs of 1.6.6.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from vmgate.model.secrets import names_secret
from vmgate.publish import strict
from vmgate.publish.refusal import RefusalError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

UNKNOWN = "<unknown>"


@dataclass(frozen=True, slots=True)
class BuiltFile:
    """A file as the manifest names it: relative to the manifest or to a folder that is given. `size` is in bytes."""

    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Build:
    """One build of the last run.

    `name` is the label of its source, `builder` the type of it (`vsphere-iso`), `artifact` what the builder calls its
    result, which identifies it on no platform but a cloud. `finished` is None where the manifest leaves times out.
    """

    name: str
    builder: str
    artifact: str
    run: str
    files: tuple[BuiltFile, ...] = ()
    finished: datetime | None = None
    data: Mapping[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """As Packer's own output names it: `vsphere-iso.debian13`."""
        return f"{self.builder}.{self.name}"


def read_manifest(data: bytes, name: str, *, run: str | None = None) -> list[Build]:
    """The builds of a manifest's last run, in order.

    `run` is the `packer_run_uuid` of the run that is meant, None where the last one is. Raises `InputError` for what is
    no manifest, and `RefusalError` for one that does not speak of the run, or says of a build what cannot be so.
    """
    document = strict.document(data, name)
    if "builds" not in document or "last_run_uuid" not in document:
        raise RefusalError(
            f"{name}: it is no manifest of Packer; publish takes what its post-processor `manifest` writes"
        )
    last = strict.entry(document, "last_run_uuid", str, name)
    entries = strict.objects(document, "builds", name)
    if run is not None and run != last:
        raise RefusalError(
            f"{name}: it is stale: its last run is {last}, not {run}; a build that fails leaves the old manifest"
        )
    builds = [_build(entry, name) for entry in entries if entry.get("packer_run_uuid") == last]
    if not last or not builds:
        raise RefusalError(
            f"{name}: none of its {len(entries)} builds is of its last run ({last or 'none'}); build anew"
        )
    titles = [build.title for build in builds]
    for title in titles:
        if titles.count(title) > 1:
            raise RefusalError(f"{name}: {title} is in it twice for one run: which of the two was built?")
    return builds


def expect(builds: Sequence[Build], expected: Collection[str], name: str) -> None:
    """Raise `RefusalError` unless the builds are those expected: each as `debian13`, or `qemu.debian13`."""
    missing = [one for one in expected if not any(one in (build.name, build.title) for build in builds)]
    if missing:
        raise RefusalError(
            f"{name}: {', '.join(missing)} is missing: Packer loses builds when several end at once; write a manifest "
            'for each (output = "manifest-${source.name}.json"), or build with -parallel-builds=1'
        )
    more = [build.title for build in builds if build.name not in expected and build.title not in expected]
    if more:
        raise RefusalError(f"{name}: {', '.join(more)} is in it and was not expected")


def _build(entry: dict[str, Any], where: str) -> Build:
    label = strict.entry(entry, "name", str, where)
    builder = strict.entry(entry, "builder_type", str, where)
    name = f"{where}: {builder}.{label}"
    artifact = strict.text(entry, "artifact_id", name) or ""
    files = tuple(_file(one, name) for one in strict.objects(entry, "files", name))
    data = _data(entry, name)
    if UNKNOWN in artifact or artifact == "UNKNOWN ID":
        raise RefusalError(f"{name}: its artifact_id is {artifact}: the builder did not tell what it built")
    if not artifact and not files:
        raise RefusalError(
            f"{name}: it has neither an artifact_id nor files: nothing was built, or nothing was kept"
        )
    return Build(
        name=label,
        builder=builder,
        artifact=artifact,
        run=strict.entry(entry, "packer_run_uuid", str, name),
        files=files,
        finished=_moment(entry, name),
        data=data,
    )


def _file(entry: dict[str, Any], name: str) -> BuiltFile:
    file = strict.entry(entry, "name", str, name)
    size = strict.entry(entry, "size", int, name)
    if size < 0:
        raise RefusalError(f"{name}: its file {file} has a size of {size}")
    if not is_inside(file):
        raise RefusalError(
            f"{name}: its file {file!r} does not lie below the manifest; give the folder with --files and write the "
            "manifest with strip_path = true"
        )
    return BuiltFile(file, size)


def is_inside(path: str) -> bool:
    """Whether a path cannot lead out of the folder that it starts from, on any system."""
    if not path or re.search(r"[\\\x00-\x1f\x7f]", path) or re.match(r"/|[A-Za-z]:", path):
        return False
    steps = path.split("/")
    return ".." not in steps and not all(step in ("", ".") for step in steps)


def _data(entry: dict[str, Any], name: str) -> dict[str, str]:
    data = entry.get("custom_data")
    if data is None:
        return {}
    if not isinstance(data, dict) or not all(isinstance(value, str) for value in data.values()):
        raise RefusalError(f"{name}: its custom_data are not text by name")
    for key, value in data.items():
        if UNKNOWN in value:
            raise RefusalError(
                f"{name}: custom_data.{key} is {UNKNOWN}: its expression had no value when it was written"
            )
        if names_secret(key):
            raise RefusalError(f"{name}: custom_data.{key} is called like a secret; a registry keeps none")
    return data


def _moment(entry: dict[str, Any], name: str) -> datetime | None:
    if entry.get("build_time") in (None, 0):
        return None
    seconds = strict.entry(entry, "build_time", int, name)
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        raise RefusalError(f"{name}: its build_time is {seconds}, which is no time") from None
