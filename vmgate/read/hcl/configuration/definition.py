"""A module as it is written: its blocks by kind and name, overrides merged in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

from vmgate.model.estate import Unread
from vmgate.read.hcl.configuration.files import configuration_files
from vmgate.read.hcl.configuration.maps import with_maps
from vmgate.read.hcl.configuration.variables import Variable, declared
from vmgate.read.hcl.syntax import nodes
from vmgate.read.hcl.syntax.comments import marked_comments
from vmgate.read.hcl.syntax.json import parse_json
from vmgate.read.hcl.syntax.parse import parse
from vmgate.read.hcl.syntax.source import SourceFile, SyntaxProblem

if TYPE_CHECKING:
    import pathlib

    from vmgate.model.comment import MarkedComment

BlockMode: TypeAlias = Literal["managed", "data"]
ResourceKey: TypeAlias = tuple[BlockMode, str, str]

_MERGED = frozenset({"resource", "data", "variable", "output", "module", "provider"})


@dataclass(slots=True)
class Requirement:
    """One entry of `required_providers`: the source as written, None if absent, and the version constraint."""

    source: str | None
    constraint: str | None


@dataclass(slots=True)
class Definition:
    """What the files of one directory declare."""

    directory: pathlib.Path
    variables: dict[str, Variable] = field(default_factory=dict)
    locals: dict[str, nodes.Attribute] = field(default_factory=dict)
    resources: dict[ResourceKey, nodes.Block] = field(default_factory=dict)
    modules: dict[str, nodes.Block] = field(default_factory=dict)
    outputs: dict[str, nodes.Block] = field(default_factory=dict)
    providers: list[nodes.Block] = field(default_factory=list)
    imports: list[nodes.Block] = field(default_factory=list)
    requirements: dict[str, Requirement] = field(default_factory=dict)
    problems: list[Unread] = field(default_factory=list)
    comments: list[MarkedComment] = field(default_factory=list)
    incomplete: bool = False
    """Whether a file could not be read, so that something undeclared may be declared there."""


def read_definition(directory: pathlib.Path, shown: str) -> Definition:
    """The definition of the module in a directory; `shown` is how messages name the directory."""
    definition = Definition(directory)
    try:
        primary, overriding = configuration_files(directory)
    except OSError as error:
        definition.problems.append(Unread(shown, f"cannot be read: {error.strerror}", fatal=True))
        definition.incomplete = True
        return definition
    blocks: list[nodes.Block] = []
    for path in primary:
        body = read_body(path, f"{shown}/{path.name}" if shown not in {"", "."} else path.name, definition)
        blocks += body.blocks if body is not None else ()
    for path in overriding:
        body = read_body(path, f"{shown}/{path.name}" if shown not in {"", "."} else path.name, definition)
        for block in body.blocks if body is not None else ():
            _override(blocks, block)
    for block in blocks:
        _declare(definition, with_maps(block))
    return definition


def read_body(path: pathlib.Path, shown: str, definition: Definition) -> nodes.Body | None:
    """The content of a file; None, and the problem noted, if it cannot be read."""
    source: SourceFile | None = None
    try:
        source = SourceFile(shown, path.read_bytes())
        in_json = path.name.endswith(".json")
        body = parse_json(source) if in_json else parse(source)
        definition.comments += () if in_json else marked_comments(source)
    except SyntaxProblem as problem:
        span = source.span(problem.start, problem.end) if source is not None else None
        definition.problems.append(Unread(shown, problem.message, span, fatal=True))
    except OSError as error:
        definition.problems.append(Unread(shown, f"cannot be read: {error.strerror}", fatal=True))
    else:
        for attribute in body.attributes.values():
            _complain(definition, attribute, f"the argument {attribute.name} is outside any block")
        return body
    definition.incomplete = True
    return None


def _complain(definition: Definition, node: nodes.Block | nodes.Attribute, message: str) -> None:
    end = node.header_end if isinstance(node, nodes.Block) else node.end
    span = node.source.span(node.start, end)
    definition.problems.append(Unread(node.source.name, message, span, fatal=True))


def _override(blocks: list[nodes.Block], block: nodes.Block) -> None:
    """Merges a block of an override file into the one it overrides."""
    if block.type == "locals":
        names = block.body.attributes
        for position, other in enumerate(blocks):
            if other.type == "locals":
                kept = {n: names.get(n, a) for n, a in other.body.attributes.items()}
                blocks[position] = _with_body(other, nodes.Body(kept, other.body.blocks))
                names = {n: a for n, a in names.items() if n not in kept}
        blocks.append(_with_body(block, nodes.Body(names, block.body.blocks)))
        return
    for position, other in enumerate(blocks):
        if block.type in _MERGED and (other.type, other.labels) == (block.type, block.labels):
            if block.type == "provider" and _alias(other) != _alias(block):
                continue
            types = {_nested_type(inner) for inner in block.body.blocks}
            kept_blocks = [inner for inner in other.body.blocks if _nested_type(inner) not in types]
            merged = nodes.Body(
                {**other.body.attributes, **block.body.attributes}, kept_blocks + block.body.blocks
            )
            blocks[position] = _with_body(other, merged)
            return
    blocks.append(block)


def _with_body(block: nodes.Block, body: nodes.Body) -> nodes.Block:
    return nodes.Block(block.type, block.labels, body, block.start, block.header_end, block.end, block.source)


def _nested_type(block: nodes.Block) -> str:
    return block.labels[0] if block.type == "dynamic" and block.labels else block.type


def _alias(block: nodes.Block) -> str | None:
    return text_of(block.body.attributes.get("alias"))


def text_of(attribute: nodes.Attribute | None) -> str | None:
    """The text of an attribute that is a plain string."""
    if attribute is None or not isinstance(attribute.value, nodes.Literal):
        return None
    return attribute.value.value if isinstance(attribute.value.value, str) else None


_INSIDE = frozenset({"terraform", "check"})
"""Kinds of which only some blocks inside count: `required_providers`, and the data source of a `check`."""
_LABELS = {"resource": 2, "data": 2, "variable": 1, "output": 1, "module": 1, "provider": 1, "locals": 0}


def _declare(definition: Definition, block: nodes.Block) -> None:
    """Files a block under its kind and name. Kinds that hold nothing to judge (`moved`, `removed`) are left out.

    A data source inside a `check` is one of the module's: it has no other name than one outside.
    """
    kind, labels = block.type, block.labels
    if kind in _INSIDE:
        for inner in block.body.blocks:
            if inner.type == "required_providers":
                _require(definition, inner)
            elif inner.type == "data":
                _declare(definition, inner)
    elif len(labels) != _LABELS.get(kind, len(labels)):
        _complain(definition, block, f"a {kind} block has {_LABELS[kind]} labels, not {len(labels)}")
    elif kind == "locals":
        _declare_locals(definition, block)
    elif kind == "provider":
        if any(p.labels == labels and _alias(p) == _alias(block) for p in definition.providers):
            _complain(definition, block, f"provider {labels[0]} is configured twice under one name")
        definition.providers.append(block)
    elif kind == "import":
        definition.imports.append(block)
    elif kind in _LABELS and not _named(definition, block):
        _complain(definition, block, f"{kind} {'.'.join(labels)} is declared twice")


def _declare_locals(definition: Definition, block: nodes.Block) -> None:
    for name, attribute in block.body.attributes.items():
        if definition.locals.setdefault(name, attribute) is not attribute:
            _complain(definition, attribute, f"local.{name} is set twice")


def _named(definition: Definition, block: nodes.Block) -> bool:
    """Files a block that has a name of its own; False if the name is taken."""
    name = block.labels[-1]
    match block.type:
        case "resource":
            key: ResourceKey = ("managed", block.labels[0], name)
            return definition.resources.setdefault(key, block) is block
        case "data":
            key = ("data", block.labels[0], name)
            return definition.resources.setdefault(key, block) is block
        case "variable":
            if name in definition.variables:
                return False
            definition.variables[name] = declared(block, definition.problems)
            return True
        case "output":
            return definition.outputs.setdefault(name, block) is block
    return definition.modules.setdefault(name, block) is block


def _require(definition: Definition, block: nodes.Block) -> None:
    for name, attribute in block.body.attributes.items():
        source: str | None = None
        constraint: str | None = None
        value = attribute.value
        if isinstance(value, nodes.Literal) and isinstance(value.value, str):
            constraint = value.value
        elif isinstance(value, nodes.Object):
            for item in value.items:
                key = item.key.value if isinstance(item.key, nodes.Literal) else None
                text = item.value.value if isinstance(item.value, nodes.Literal) else None
                if key == "source" and isinstance(text, str):
                    source = text
                elif key == "version" and isinstance(text, str):
                    constraint = text
        definition.requirements[name] = Requirement(source, constraint)
