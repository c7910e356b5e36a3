"""A resource, data source or provider configuration read from source. Values are evaluated when asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.model.resource import Resource
from vmgate.model.value import Reference, Unknown
from vmgate.read.hcl.evaluate.expressions import attempt
from vmgate.read.hcl.plain import plain
from vmgate.read.hcl.spans import header, locate
from vmgate.read.hcl.syntax import nodes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from vmgate.model.position import Span
    from vmgate.model.resource import Key, Mode
    from vmgate.model.value import Path, Value
    from vmgate.read.hcl.configuration.instances import BlockInstance

_OF_PROVIDER = frozenset({"alias", "version"})


class SourceResource(Resource):
    """One instance of a block, with its place in the source."""

    __slots__ = ("_commands", "_instance", "_plain", "_secret")

    def __init__(  # noqa: PLR0913  - a record of what identifies a block
        self,
        instance: BlockInstance,
        *,
        address: str,
        block_address: str,
        mode: Mode,
        type: str,  # noqa: A002  - as in the base class
        name: str,
        module: str,
        key: Key = None,
        provider: str | None,
        provider_block: str | None,
    ) -> None:
        super().__init__(
            address=address, mode=mode, type=type, name=name, module=module, key=key, block_address=block_address,
            provider=provider, provider_block=provider_block,
        )  # fmt: skip
        self._instance = instance
        self._plain: dict[str, Value] = {}
        self._secret: set[Path] = set()
        self._commands: list[Mapping[str, Value]] | None = None

    def read(self, attribute: str) -> Value:
        """The value of a top-level attribute or block type (blocks are lists of dicts); None when absent."""
        if attribute not in self._plain:
            known = attribute in self.attributes()
            value = self._instance.value(attribute) if known else None
            self._plain[attribute] = plain(value, (attribute,), self._secret)
        return self._plain[attribute]

    def attributes(self) -> Iterable[str]:
        """The names of the attributes that are set and of the block types that are there."""
        names = self._instance.names()
        return [name for name in names if name not in _OF_PROVIDER] if self.mode == "provider" else names

    def references(self, path: Path) -> tuple[Reference, ...]:
        """The attributes that the unknown value at this path may be a copy of; empty when nothing tells."""
        value = self.read(str(path[0]))
        for position, step in enumerate(path[1:], start=1):
            if isinstance(value, Unknown):
                rest = path[position:]
                return tuple(Reference(each.address, (*each.attribute, *rest)) for each in value.references)
            if isinstance(value, list) and isinstance(step, int) and step < len(value):
                value = value[step]
            else:
                value = value.get(str(step)) if isinstance(value, dict) else None
        return value.references if isinstance(value, Unknown) else ()

    def is_sensitive(self, path: Path) -> bool:
        """Whether the value at this path, or one that contains it or that it contains, must never be shown."""
        if path:
            self.read(str(path[0]))
        else:
            self.sensitive_paths()
        return any(path[: len(s)] == s or s[: len(path)] == path for s in self._secret)

    def sensitive_paths(self) -> Iterable[Path]:
        """The paths whose values must never be shown."""
        for name in self.attributes():
            self.read(name)
        return frozenset(self._secret)

    def span(self, path: Path = ()) -> Span | None:
        """Where the value at this path is written; the nearest enclosing place if it is not."""
        if len(path) > 1 and path[0] == "provisioner" and isinstance(path[1], int):
            block = list(self._provisioner_blocks())[path[1]]
            written = block.body.attributes.get(str(path[2])) if len(path) > 2 else None
            return header(block) if written is None else written.source.span(written.start, written.end)
        return locate(self._instance, path)

    def provisioners(self) -> Sequence[Mapping[str, Value]]:
        """The commands that run beside the resource. Where a command is unknown, `text` holds what is literal."""
        if self._commands is None:
            blocks = enumerate(self._provisioner_blocks())
            self._commands = [self._command(block, number) for number, block in blocks]
        return self._commands

    def _provisioner_blocks(self) -> Iterator[nodes.Block]:
        for block in self._instance.body.blocks:
            if block.type == "provisioner" and block.labels:
                yield block

    def _command(self, block: nodes.Block, number: int) -> Mapping[str, Value]:
        scope = self._instance.scope.with_names({"self": self._instance})
        command: dict[str, Value] = {"type": block.labels[0]}
        for name, attribute in block.body.attributes.items():
            command[name] = plain(
                attempt(attribute.value, scope), ("provisioner", number, name), self._secret
            )
        if isinstance(command.get("command"), Unknown):
            command["text"] = " ".join(_literal_text(block.body.attributes["command"].value))
        return command


def _literal_text(part: nodes.Part) -> Iterator[str]:
    """The pieces of text that an expression writes itself, in order."""
    if isinstance(part, str):
        yield part.strip()
    elif isinstance(part, nodes.Literal):
        yield from [part.value] if isinstance(part.value, str) else []
    for inner in _parts(part):
        yield from _literal_text(inner)


def _parts(part: nodes.Part) -> tuple[nodes.Part, ...]:
    match part:
        case nodes.Template(parts=parts) | nodes.For(body=parts):
            return parts
        case nodes.If(then=then, otherwise=otherwise):
            return (*then, *otherwise)
        case nodes.Call(arguments=parts) | nodes.Tuple(items=parts):
            return parts
        case nodes.Conditional(then=one, otherwise=other):
            return (one, other)
    return ()
