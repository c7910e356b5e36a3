"""What a template is going to build: its builds, where each leaves its manifest and what it brings along."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from vmgate.errors import InputError
from vmgate.model.secrets import names_secret, texts_in
from vmgate.model.value import Unknown
from vmgate.read.hcl.evaluate.expressions import attempt
from vmgate.read.hcl.evaluate.values import unmark
from vmgate.read.hcl.plain import plain
from vmgate.read.packer.builds import read_build
from vmgate.read.packer.definition import read_definition
from vmgate.read.packer.load import load
from vmgate.read.packer.surroundings import Template
from vmgate.read.packer.variables import PackerInputs, give_values

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from vmgate.model.value import Value
    from vmgate.read.hcl.evaluate.scope import Scope
    from vmgate.read.hcl.evaluate.values import Val
    from vmgate.read.hcl.syntax import nodes
    from vmgate.read.packer.builds import Use

MANIFEST = "packer-manifest.json"


@dataclass(frozen=True, slots=True)
class PlannedBuild:
    """One build. `name` is the build block's, "" without one; `label` and `builder` are its source's.

    `manifests` and `brought` are the files that it writes and downloads, as seen from the template's directory; a path
    that is not known before the build is None.
    """

    name: str
    builder: str
    label: str
    manifests: tuple[str | None, ...]
    brought: tuple[str | None, ...]

    @property
    def title(self) -> str:
        """As a manifest tells it apart: `qemu.debian13`."""
        return f"{self.builder}.{self.label}"

    def is_asked_for(self, only: Sequence[str]) -> bool:
        """Whether one of the patterns of `-only` names it; all are without any."""
        full = f"{self.name}.{self.title}" if self.name else self.title
        return not only or any(fnmatchcase(full, pattern) for pattern in only)


@dataclass(frozen=True, slots=True)
class Planned:
    """All builds of a template, and the values that no output may show: those that the template calls sensitive, and
    `likely` ones, that are passwords by what they are written for.
    """

    builds: tuple[PlannedBuild, ...]
    secrets: tuple[str, ...]
    likely: tuple[str, ...] = ()


def planned(directory: Path, inputs: PackerInputs) -> Planned:
    """What the template in a directory is going to build. Raises `VmgateError` for one that cannot be read."""
    try:
        definition = read_definition(directory)
        give_values(directory, inputs, definition.variables, definition.problems)
    except OSError as error:
        raise InputError(f"{directory}: cannot be read: {error.strerror}") from None
    template = Template(definition, directory)
    uses = [use for block in definition.builds for use in read_build(block, template).uses]
    broken = next((part for part in definition.problems if part.fatal), None)
    if broken is not None:
        raise InputError(f"{broken.name}: {broken.reason}")
    own = [one.value() for one in definition.variables.values() if one.sensitive]
    own += [
        attempt(one.attribute.value, template.scope) for one in definition.locals.values() if one.sensitive
    ]
    likely = [one.value() for one in definition.variables.values() if names_secret(one.name)]
    of_sources = [value for resource in load(directory, inputs).resources for value in resource.secrets()]
    return Planned(
        tuple(_build(use) for use in uses),
        _texts_of([plain(one, (), set()) for one in own]),
        _texts_of([*(plain(one, (), set()) for one in likely), *of_sources]),
    )


def _texts_of(values: Sequence[Value]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for value in values for text in texts_in(value) if text))


def _build(use: Use) -> PlannedBuild:
    commands = use.commands()
    name = use.build.name
    return PlannedBuild(
        name=name if isinstance(name, str) else "",
        builder=use.key[0],
        label=use.local_name,
        manifests=tuple(
            _text(block, scope, "output", MANIFEST)
            for block, scope in commands.post_processors
            if block.labels[0] == "manifest"
        ),
        brought=tuple(
            file for block, scope in commands.provisioners for file in _downloads(block, scope)
        ),
    )  # fmt: skip


def _downloads(block: nodes.Block, scope: Scope) -> Iterator[str | None]:
    """The files that a `file` provisioner fetches from the machine."""
    if block.labels[0] != "file" or _text(block, scope, "direction", "upload") != "download":
        return
    destination = _text(block, scope, "destination", None)
    sources = [_text(block, scope, "source", None), *_texts(block, scope, "sources")]
    for source in sources[1:] if len(sources) > 1 else sources:
        if destination is None or source is None:
            yield None
        elif destination.endswith("/"):
            yield destination + source.replace("\\", "/").rpartition("/")[2]
        else:
            yield destination


def _text(block: nodes.Block, scope: Scope, name: str, default: str | None) -> str | None:
    attribute = block.body.attributes.get(name)
    if attribute is None:
        return default
    value = unmark(attempt(attribute.value, scope))[0]
    return value if isinstance(value, str) else None


def _texts(block: nodes.Block, scope: Scope, name: str) -> list[str | None]:
    attribute = block.body.attributes.get(name)
    value: Val = () if attribute is None else unmark(attempt(attribute.value, scope))[0]
    if not isinstance(value, tuple):
        return [None] if isinstance(value, Unknown) else []
    items = [unmark(item)[0] for item in value]
    return [item if isinstance(item, str) else None for item in items]
