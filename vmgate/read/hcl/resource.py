"""A resource, data source or provider configuration read from source. Values are evaluated when asked for."""

from __future__ import annotations

import marshal
from typing import TYPE_CHECKING, Any

from vmgate.model.resource import Resource
from vmgate.model.value import Unknown, at_path, outline, references_at
from vmgate.read.hcl.configuration.lifecycle import ignored_changes
from vmgate.read.hcl.evaluate.expressions import attempt
from vmgate.read.hcl.origins import trace
from vmgate.read.hcl.plain import plain
from vmgate.read.hcl.spans import header, locate
from vmgate.read.hcl.syntax.literals import literal_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from vmgate.model.position import OriginStep, Span
    from vmgate.model.resource import Key, Mode, Read
    from vmgate.model.value import Path, Reference, Value
    from vmgate.read.hcl.configuration.instances import BlockInstance
    from vmgate.read.hcl.syntax import nodes

# In an account of what was read: no attribute is called so.
_LIFECYCLE = "#lifecycle"
_OF_PROVIDER = frozenset({"alias", "version"})
# The second writes every value in full, whatever else refers to it: equal values have equal bytes.
_MARSHAL = 2


class SourceResource(Resource):
    """One instance of a block, with its place in the source.

    What was read is kept account of, so that instances that agree on all of it need to be judged once.
    """

    __slots__ = ("_commands", "_imported", "_instance", "_names", "_plain", "_reads", "_secret", "_texts")

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
        imported: bool = False,
    ) -> None:
        super().__init__(
            address=address, mode=mode, type=type, name=name, module=module, key=key, block_address=block_address,
            provider=provider, provider_block=provider_block,
        )  # fmt: skip
        self._instance = instance
        self._imported = imported
        self._names: dict[str, None] | None = None
        self._plain: dict[str, Value] = {}
        self._secret: set[Path] = set()
        self._commands: list[Mapping[str, Value]] | None = None
        self._reads: dict[Read, None] | None = {}
        self._texts: dict[str, bytes] = {}

    def read(self, attribute: str) -> Value:
        """See `Resource.read`."""
        self._note(attribute)
        return self._value(attribute)

    def at(self, path: Path) -> Value:
        """See `Resource.at`."""
        self._note((path, False))
        return at_path(self._value(str(path[0])), path[1:])

    def outline(self, path: Path) -> Value:
        """See `Resource.outline`."""
        self._note((path, True))
        return outline(at_path(self._value(str(path[0])), path[1:]))

    def written(self, path: Path) -> bool:
        """See `Resource.written`."""
        return self.at(path) is not None

    def attributes(self) -> Iterable[str]:
        """The names of the attributes that are set and of the block types that are there."""
        self._reads = None
        return list(self._known())

    def _known(self) -> dict[str, None]:
        if self._names is None:
            self._names = dict.fromkeys(self._instance.names())
            if self.mode == "provider":
                self._names = {name: None for name in self._names if name not in _OF_PROVIDER}
        return self._names

    def _value(self, attribute: str) -> Value:
        if attribute in self._plain:
            return self._plain[attribute]
        if attribute == _LIFECYCLE:
            ignored: list[Value] = [list(path) for path in ignored_changes(self._instance.body)]
            lifecycle: list[Value] = [self._imported, ignored]
            self._plain[attribute] = lifecycle
            return lifecycle
        value = self._instance.value(attribute) if attribute in self._known() else None
        found = self._plain[attribute] = plain(value, (attribute,), self._secret)
        return found

    def _note(self, read: Read) -> None:
        if self._reads is not None:
            self._reads[read] = None

    def references(self, path: Path) -> tuple[Reference, ...]:
        """The attributes that the unknown value at this path may be a copy of; empty when nothing tells."""
        self._note((path, False))
        return references_at(self._value(str(path[0])), path[1:])

    def is_sensitive(self, path: Path) -> bool:
        """Whether the value at this path, or one that contains it or that it contains, must never be shown."""
        if path:
            self._note((path, True))
            self._value(str(path[0]))
        else:
            self.sensitive_paths()
        return any(path[: len(s)] == s or s[: len(path)] == path for s in self._secret)

    def sensitive_paths(self) -> Iterable[Path]:
        """The paths whose values must never be shown."""
        for name in self.attributes():
            self._value(name)
        return frozenset(self._secret)

    def secrets(self) -> Sequence[Value]:
        """See `Resource.secrets`."""
        read = [path for path in self._secret if path[0] != "provisioner"]
        return [at_path(self._value(str(path[0])), path[1:]) for path in read]

    def span(self, path: Path = ()) -> Span | None:
        """Where the value at this path is written; the nearest enclosing place if it is not."""
        if len(path) > 1 and path[0] == "provisioner" and isinstance(path[1], int):
            block = list(self._provisioner_blocks())[path[1]]
            if path[2:3] == ("connection",):
                block, path = self._connection_of(block) or block, path[1:]
            written = block.body.attributes.get(str(path[2])) if len(path) > 2 else None
            return header(block) if written is None else written.source.span(written.start, written.end)
        return locate(self._instance, path)

    def origin(self, path: Path) -> tuple[OriginStep, ...]:
        """See `Resource.origin`."""
        return trace(self._instance, path)

    def provisioners(self) -> Sequence[Mapping[str, Value]]:
        """The commands that run beside the resource. Where a command is unknown, `text` holds what is literal."""
        self._reads = None
        if self._commands is None:
            blocks = enumerate(self._provisioner_blocks())
            self._commands = [self._command(block, number) for number, block in blocks]
        return self._commands

    def ignored_changes(self) -> Sequence[Path]:
        """See `Resource.ignored_changes`: of the `lifecycle` block."""
        self._note(_LIFECYCLE)
        return ignored_changes(self._instance.body)

    def is_imported(self) -> bool:
        """See `Resource.is_imported`: by an `import` block."""
        self._note(_LIFECYCLE)
        return self._imported

    def may_differ(self) -> bool:
        """See `Resource.may_differ`: source does not tell what is there."""
        return True

    def start_account(self) -> None:
        """See `Resource.start_account`."""
        self._reads = {}

    def reads(self) -> tuple[Read, ...] | None:
        """See `Resource.reads`. Nothing tells when names or commands were asked for: those are of no one attribute."""
        return None if self._reads is None else tuple(self._reads)

    def text(self, attribute: str) -> bytes:
        """See `Resource.text`: the whole value."""
        found = self._texts.get(attribute)
        if found is None:
            found = self._texts[attribute] = self._comparable(attribute, self._value(attribute))
        return found

    def stated(self, read: Read) -> bytes:
        """See `Resource.stated`."""
        if isinstance(read, str):
            return self.text(read)
        path, only_outline = read
        name = str(path[0])
        part = at_path(self._value(name), path[1:])
        return self._comparable(name, outline(part) if only_outline else part)

    def release(self) -> None:
        """See `Resource.release`."""
        self._plain = {}
        self._texts = {}
        self._reads = {}

    def _comparable(self, name: str, value: Value) -> bytes:
        """A value, and what of its attribute is a secret, in a form that is equal for nothing else."""
        form: Any = value
        if self._secret:
            form = (value, sorted([path for path in self._secret if path[0] == name], key=repr))
        try:
            return marshal.dumps(form, _MARSHAL)
        except ValueError:
            return marshal.dumps(_without_unknowns(form), _MARSHAL)

    def _provisioner_blocks(self) -> Iterator[nodes.Block]:
        for block in self._instance.body.blocks:
            if block.type == "provisioner" and block.labels:
                yield block

    def _connection_of(self, provisioner: nodes.Block) -> nodes.Block | None:
        """How a provisioner reaches its machine: as it says itself, or as the resource does."""
        for body in (provisioner.body, self._instance.body):
            for block in body.blocks:
                if block.type == "connection":
                    return block
        return None

    def _command(self, block: nodes.Block, number: int) -> Mapping[str, Value]:
        scope = self._instance.scope.with_names({"self": self._instance})
        command: dict[str, Value] = {"type": block.labels[0]}
        for name, attribute in block.body.attributes.items():
            command[name] = plain(
                attempt(attribute.value, scope), ("provisioner", number, name), self._secret
            )
        connection = self._connection_of(block)
        if connection is not None:
            command["connection"] = {
                name: plain(
                    attempt(attribute.value, scope), ("provisioner", number, "connection", name), self._secret
                )
                for name, attribute in connection.body.attributes.items()
            }
        if isinstance(command.get("command"), Unknown):
            command["text"] = " ".join(literal_text(block.body.attributes["command"].value))
        return command


def _without_unknowns(value: Any) -> Any:
    """The value with tuples, which no value has in it, in place of what is unknown."""
    if isinstance(value, Unknown):
        return value.reason, tuple([(each.address, each.attribute) for each in value.references])
    if isinstance(value, dict):
        return {name: _without_unknowns(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return type(value)([_without_unknowns(item) for item in value])
    return value
