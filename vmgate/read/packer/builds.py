"""The builds of a template: which sources each one uses, what it adds to them, and what it runs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vmgate.model.value import Unknown
from vmgate.read.hcl.configuration.instances import iterator_of, unknown_pair
from vmgate.read.hcl.evaluate.expressions import attempt
from vmgate.read.hcl.evaluate.templates import pairs
from vmgate.read.hcl.evaluate.values import EvaluationError, Lazy, unmark
from vmgate.read.hcl.syntax import nodes
from vmgate.read.packer.resource import Commands
from vmgate.read.packer.surroundings import Running

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmgate.read.hcl.evaluate.scope import Scope
    from vmgate.read.hcl.evaluate.values import Val
    from vmgate.read.packer.definition import Definition, SourceKey
    from vmgate.read.packer.surroundings import Template

_PROVISIONERS = {"provisioner", "error-cleanup-provisioner"}


@dataclass(slots=True)
class Use:
    """One source in one build. `block` is what the build adds to it, None where it only names it."""

    build: Build
    key: SourceKey
    block: nodes.Block | None
    local_name: str
    scope: Scope

    def commands(self) -> Commands:
        """What the build runs for this source."""
        name = {"type": self.key[0], "name": self.local_name}
        own: dict[str, Val] = {"build": Running(self.build.name), "source": dict(name)}
        built = f"{self.key[0]}.{self.local_name}"
        return Commands(
            [(b, s.with_names(own)) for b, s in self.build.provisioners if not _skipped(b, s, built)],
            [(b, s.with_names(own)) for b, s in self.build.post_processors if not _skipped(b, s, built)],
        )


@dataclass(slots=True)
class Build:
    """A build: its name ("" without one), the sources that it uses, and what it runs."""

    name: Val
    uses: list[Use] = field(default_factory=list)
    provisioners: list[tuple[nodes.Block, Scope]] = field(default_factory=list)
    post_processors: list[tuple[nodes.Block, Scope]] = field(default_factory=list)

    @property
    def prefix(self) -> str:
        """What the addresses of sources that the build changes begin with."""
        return f"build.{self.name}." if isinstance(self.name, str) and self.name else "build."


def read_build(block: nodes.Block, template: Template) -> Build:
    """What a build block says. What it uses and is not there is noted in the template's definition."""
    scope, definition, attributes = template.scope, template.definition, block.body.attributes
    name = unmark(attempt(attributes["name"].value, scope))[0] if "name" in attributes else ""
    build = Build(name if name is not None else "")
    if "sources" in attributes:
        for text in _texts(attempt(attributes["sources"].value, scope)):
            key = _source(definition, text, attributes["sources"])
            if key is not None:
                build.uses.append(Use(build, key, None, key[1], scope))
    for inner, own in _inner_blocks(block.body, scope):
        if inner.type == "source":
            key = _source(definition, inner.labels[0] if inner.labels else None, inner)
            if key is not None:
                build.uses.append(_use(build, key, inner, own))
        elif inner.type in _PROVISIONERS and inner.labels:
            build.provisioners.append((inner, own))
        elif inner.type == "post-processor" and inner.labels:
            build.post_processors.append((inner, own))
        elif inner.type == "post-processors":
            chain = _inner_blocks(inner.body, own)
            build.post_processors += [(b, s) for b, s in chain if b.type == "post-processor" and b.labels]
    return build


def _use(build: Build, key: SourceKey, block: nodes.Block, scope: Scope) -> Use:
    name = block.body.attributes.get("name")
    local = unmark(attempt(name.value, scope))[0] if name is not None else None
    empty = not block.body.attributes and not block.body.blocks
    local_name = local if isinstance(local, str) and local else key[1]
    return Use(build, key, None if empty else block, local_name, scope)


def _source(
    definition: Definition, text: str | None, node: nodes.Block | nodes.Attribute
) -> SourceKey | None:
    """The source that `source.type.name` or `type.name` names; None, and noted, if there is none."""
    parts = text.split(".") if text is not None else []
    parts = parts[1:] if len(parts) == 3 and parts[0] == "source" else parts
    if len(parts) == 2 and (parts[0], parts[1]) in definition.sources:
        return parts[0], parts[1]
    reason = "a source of the build is not known" if text is None else f"there is no source {text}"
    definition.complain(node, reason, fatal=False)
    return None


def _texts(value: Val) -> list[str | None]:
    """The strings in a list, None for what is not known."""
    value, _ = unmark(value)
    if not isinstance(value, tuple):
        return [None]
    bare = [unmark(item)[0] for item in value]
    return [item if isinstance(item, str) else None for item in bare]


def _skipped(block: nodes.Block, scope: Scope, built: str) -> bool:
    """Whether `only` or `except` keeps a block from running for a source."""
    only, excluded = block.body.attributes.get("only"), block.body.attributes.get("except")
    if only is not None:
        names = _texts(attempt(only.value, scope))
        return bool(names) and None not in names and built not in names
    return excluded is not None and built in _texts(attempt(excluded.value, scope))


def _inner_blocks(body: nodes.Body, scope: Scope) -> Iterator[tuple[nodes.Block, Scope]]:
    """The blocks in a body, each in its scope, with `dynamic` ones expanded; labels may differ from one to the next."""
    for block in body.blocks:
        if block.type != "dynamic":
            yield block, scope
            continue
        content = next((inner for inner in block.body.blocks if inner.type == "content"), None)
        attributes = block.body.attributes
        if content is None or not block.labels or "for_each" not in attributes:
            continue
        name = iterator_of(block)
        for key, value in _items(attempt(attributes["for_each"].value, scope)):
            own = scope.with_names({name: {"key": key, "value": value}})
            labels = _texts(attempt(attributes["labels"].value, own)) if "labels" in attributes else []
            known = [label for label in labels if label is not None]
            yield (
                nodes.Block(block.labels[0], tuple(known) if len(known) == len(labels) else (), content.body,
                            block.start, block.header_end, block.end, block.source),
                own,
            )  # fmt: skip


def _items(value: Val) -> list[tuple[Val, Val]]:
    bare, _ = unmark(value)
    if isinstance(bare, Lazy):
        bare = bare.whole()
    try:
        return unknown_pair(bare) if isinstance(bare, Unknown) else pairs(bare)
    except EvaluationError as error:
        return unknown_pair(Unknown(f"cannot be evaluated: {error}"))
