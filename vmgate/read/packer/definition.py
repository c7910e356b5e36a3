"""A template as it is written: its blocks by kind and name."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from vmgate.model.estate import ProviderVersion, Unread
from vmgate.read.hcl.syntax import nodes
from vmgate.read.hcl.syntax.comments import marked_comments
from vmgate.read.hcl.syntax.json import parse_json
from vmgate.read.hcl.syntax.parse import parse
from vmgate.read.hcl.syntax.source import SourceFile, SyntaxProblem
from vmgate.read.packer.dialect import understood_block
from vmgate.read.packer.variables import Variable, declared, defaulted

if TYPE_CHECKING:
    import pathlib

    from vmgate.model.comment import MarkedComment

SourceKey: TypeAlias = tuple[str, str]
"""The type of the builder, and the name."""

_ENDINGS = (".pkr.hcl", ".pkr.json")
_LABELS = {
    "source": 2,
    "data": 2,
    "variable": 1,
    "local": 1,
    "locals": 0,
    "variables": 0,
    "build": 0,
    "packer": 0,
}


@dataclass(slots=True)
class Local:
    """A local value: its expression as written, and whether it is a secret."""

    attribute: nodes.Attribute
    sensitive: bool


@dataclass(slots=True)
class Definition:
    """What the files of one template declare."""

    variables: dict[str, Variable] = field(default_factory=dict)
    locals: dict[str, Local] = field(default_factory=dict)
    sources: dict[SourceKey, nodes.Block] = field(default_factory=dict)
    data: dict[SourceKey, nodes.Block] = field(default_factory=dict)
    builds: list[nodes.Block] = field(default_factory=list)
    plugins: dict[str, ProviderVersion] = field(default_factory=dict)
    problems: list[Unread] = field(default_factory=list)
    comments: list[MarkedComment] = field(default_factory=list)

    def complain(self, node: nodes.Block | nodes.Attribute, message: str, *, fatal: bool = True) -> None:
        """Notes something that Packer refuses, or that cannot be read."""
        end = node.header_end if isinstance(node, nodes.Block) else node.end
        span = node.source.span(node.start, end)
        problem = Unread(node.source.name, message, span, fatal=fatal)
        if problem not in self.problems:
            self.problems.append(problem)


def template_files(path: pathlib.Path) -> list[pathlib.Path]:
    """The files of the template that a path names: HCL before JSON, in order of names. Raises `OSError`."""
    if not path.is_dir():
        return [path]
    # A link that leads nowhere is a file that cannot be read, and must not be missed.
    found = sorted(
        each
        for each in path.iterdir()
        if each.name.endswith(_ENDINGS) and (each.is_file() or not each.exists())
    )
    return sorted(found, key=lambda each: each.name.endswith(".json"))


def read_definition(path: pathlib.Path) -> Definition:
    """The definition of the template in a directory or file. Raises `OSError` for a directory that cannot be read."""
    definition = Definition()
    for file in template_files(path):
        source: SourceFile | None = None
        try:
            source = SourceFile(file.as_posix(), file.read_bytes())
            in_json = file.name.endswith(".json")
            body = parse_json(source) if in_json else parse(source)
            definition.comments += () if in_json else marked_comments(source)
        except SyntaxProblem as problem:
            span = source.span(problem.start, problem.end) if source is not None else None
            definition.problems.append(Unread(file.as_posix(), problem.message, span, fatal=True))
            continue
        except OSError as error:
            reason = f"cannot be read: {error.strerror}"
            definition.problems.append(Unread(file.as_posix(), reason, fatal=True))
            continue
        for attribute in body.attributes.values():
            definition.complain(attribute, f"the argument {attribute.name} is outside any block")
        for block in body.blocks:
            _declare(definition, block)
    return definition


def _declare(definition: Definition, block: nodes.Block) -> None:
    kind, labels = block.type, block.labels
    if kind == "dynamic":
        definition.complain(block, "dynamic blocks outside of others are not read", fatal=False)
    elif kind not in _LABELS:
        definition.complain(block, f"there are no {kind} blocks in a template")
    elif len(labels) != _LABELS[kind]:
        definition.complain(block, f"a {kind} block has {_LABELS[kind]} labels, not {len(labels)}")
    elif kind == "build":
        definition.builds.append(understood_block(block))
    elif labels and not _named(definition, block):
        definition.complain(block, f"{kind} {'.'.join(labels)} is declared twice")
    elif not labels:
        _several(definition, block)


def _several(definition: Definition, block: nodes.Block) -> None:
    """Files what a block without a name declares."""
    for inner in block.body.blocks:
        if block.type == "packer" and inner.type == "required_plugins":
            _require(definition, inner)
    for name, attribute in block.body.attributes.items():
        if block.type == "locals":
            _local(definition, name, attribute, sensitive=False)
        elif block.type == "variables" and name in definition.variables:
            definition.complain(attribute, f"variable {name} is declared twice")
        elif block.type == "variables":
            definition.variables[name] = defaulted(name, attribute)


def _named(definition: Definition, block: nodes.Block) -> bool:
    """Files a block that has a name of its own; False if the name is taken."""
    if block.type in {"source", "data"}:
        blocks = definition.sources if block.type == "source" else definition.data
        key = (block.labels[0], block.labels[1])
        read = understood_block(block)
        return blocks.setdefault(key, read) is read
    name = block.labels[0]
    if block.type == "variable":
        if name in definition.variables:
            return False
        definition.variables[name] = declared(block, definition.problems)
        return True
    flag, attribute = block.body.attributes.get("sensitive"), block.body.attributes.get("expression")
    secret = flag is not None and isinstance(flag.value, nodes.Literal) and flag.value.value is True
    if attribute is None:
        definition.complain(block, f"local {name} has no expression")
    else:
        _local(definition, name, attribute, sensitive=secret)
    return True


def _local(definition: Definition, name: str, attribute: nodes.Attribute, *, sensitive: bool) -> None:
    if name in definition.locals:
        definition.complain(attribute, f"local.{name} is set twice")
    else:
        definition.locals[name] = Local(attribute, sensitive)


def _require(definition: Definition, block: nodes.Block) -> None:
    for name, attribute in block.body.attributes.items():
        written: dict[object, object] = {}
        for item in attribute.value.items if isinstance(attribute.value, nodes.Object) else ():
            if isinstance(item.key, nodes.Literal):
                written[item.key.value] = item.value.value if isinstance(item.value, nodes.Literal) else None
        source, version = written.get("source"), written.get("version")
        if isinstance(source, str):
            constraints = (version,) if isinstance(version, str) else ()
            definition.plugins[name] = ProviderVersion(source, None, constraints)
