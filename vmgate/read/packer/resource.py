"""A source of a template, as one build uses it. Values are evaluated when asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vmgate.model.resource import Resource
from vmgate.model.secrets import tells_secret
from vmgate.model.value import Unknown, at_path, references_at
from vmgate.read.hcl.configuration.instances import BlockInstance, Origin
from vmgate.read.hcl.evaluate.values import unmark
from vmgate.read.hcl.plain import plain
from vmgate.read.hcl.spans import locate
from vmgate.read.hcl.syntax.literals import literal_text
from vmgate.read.packer import engine
from vmgate.read.packer.beside import texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from vmgate.model.position import Span
    from vmgate.model.resource import Key, Mode
    from vmgate.model.value import Path, Reference, Value
    from vmgate.read.hcl.evaluate.scope import Scope
    from vmgate.read.hcl.syntax import nodes

_SECRET_NAMES = ("password", "token")


@dataclass(slots=True)
class Commands:
    """What runs beside a source: blocks, each in its scope. `rendered` says that `{{ … }}` in them is evaluated."""

    provisioners: list[tuple[nodes.Block, Scope]] = field(default_factory=list)
    post_processors: list[tuple[nodes.Block, Scope]] = field(default_factory=list)
    rendered: bool = False


class PackerSource(Resource):
    """One source, or data source, of a template (`mode` is "packer" or "data"), with its place in the template."""

    __slots__ = (
        "_commands", "_file_of", "_functions", "_handed", "_instance", "_lists", "_plain", "_rendered_commands",
        "_secret",
    )  # fmt: skip

    def __init__(  # noqa: PLR0913  - what a source is made of
        self,
        instance: BlockInstance,
        *,
        address: str,
        mode: Mode,
        key: Key = None,
        provider: str | None = None,
        functions: Mapping[str, engine.Function] | None = None,
        commands: Commands | None = None,
        handed: Callable[[nodes.Expression], bool] = lambda _: False,
        file_of: Callable[[nodes.Expression], str] = lambda _: "",
    ) -> None:
        type_, name = instance.block.labels
        block_address = address
        address = address if key is None else f"{address}[{key}]"
        super().__init__(
            address=address, mode=mode, type=type_, name=name, key=key, block_address=block_address, provider=provider,
        )  # fmt: skip
        self._instance = instance
        self._functions = functions or {}
        self._handed = handed
        self._file_of = file_of
        self._plain: dict[str, Value] = {}
        self._secret: set[Path] = set()
        commands = commands or Commands()
        self._lists = {
            "provisioner": self._instances("provisioner", commands.provisioners),
            "post-processor": self._instances("post-processor", commands.post_processors),
        }
        self._rendered_commands = commands.rendered
        self._commands: dict[str, list[Mapping[str, Value]]] = {}

    def _instances(self, kind: str, blocks: list[tuple[nodes.Block, Scope]]) -> list[BlockInstance]:
        origin = Origin(self.address, "known during the build")
        return [BlockInstance(block, scope, origin, (kind, at)) for at, (block, scope) in enumerate(blocks)]

    def read(self, attribute: str) -> Value:
        """The value of a top-level attribute or block type (blocks are lists of dicts); None when absent."""
        if attribute not in self._plain:
            known = attribute in self.attributes()
            value = self._instance.value(attribute) if known else None
            path: Path = (attribute,)
            self._plain[attribute] = self._rendered(plain(value, path, self._secret), path)
        return self._plain[attribute]

    def unfilled(self, attribute: str) -> Value:
        """See `Resource.unfilled`: with `{{ … }}` as it stands."""
        known = attribute in self.attributes()
        return plain(self._instance.value(attribute), (attribute,), self._secret) if known else None

    def _rendered(self, value: Value, path: Path) -> Value:
        """The value as the builder sees it: with `{{ … }}` in strings evaluated."""
        if isinstance(value, str) and "{{" in value:
            result, marked = unmark(engine.render(value, self._functions))
            if marked:
                self._secret.add(path)
            return plain(result, path, self._secret)
        if isinstance(value, list):
            return [self._rendered(item, (*path, at)) for at, item in enumerate(value)]
        if isinstance(value, dict):
            return {name: self._rendered(item, (*path, name)) for name, item in value.items()}
        named = isinstance(path[-1], str) and path[-1].endswith(_SECRET_NAMES)
        if (value is not None and named) or (isinstance(value, str) and tells_secret(value)):
            self._secret.add(path)
        return value

    def attributes(self) -> Iterable[str]:
        """The names of the attributes that are set and of the block types that are there."""
        return self._instance.names()

    def references(self, path: Path) -> tuple[Reference, ...]:
        """The attributes that the unknown value at this path may be a copy of; empty when nothing tells."""
        return references_at(self.read(str(path[0])), path[1:])

    def is_sensitive(self, path: Path) -> bool:
        """Whether the value at this path, or one that contains it or that it contains, must never be shown."""
        if path and path[0] not in self._lists:
            self.read(str(path[0]))
        else:
            self.sensitive_paths()
        return any(path[: len(s)] == s or s[: len(path)] == path for s in self._secret)

    def sensitive_paths(self) -> Iterable[Path]:
        """The paths whose values must never be shown."""
        for name in self.attributes():
            self.read(name)
        self.provisioners()
        self.post_processors()
        return frozenset(self._secret)

    def secrets(self) -> Sequence[Value]:
        """See `Resource.secrets`."""
        commands = {"provisioner": self.provisioners, "post-processor": self.post_processors}
        found: list[Value] = []
        for path in self.sensitive_paths():
            of = commands.get(str(path[0]))
            value: Value = [dict(one) for one in of()] if of else self.read(str(path[0]))
            found.append(at_path(value, path[1:]))
        return found

    def files(self, name: str) -> Mapping[str, str] | Unknown:
        """See `Resource.files`: of files beside the template, in its repository."""
        return texts(self._instance.scope.module.files, name)

    def stands_in_source(self, path: Path) -> bool | None:
        """See `Resource.stands_in_source`: False for what a `-var`, a file of values or the environment gives."""
        attribute = self._attribute(path)
        return attribute is not None and not self._handed(attribute.value)

    def file_of_values(self, path: Path) -> str:
        """See `Resource.file_of_values`: an `*.auto.pkrvars.hcl`."""
        attribute = self._attribute(path)
        return "" if attribute is None else self._file_of(attribute.value)

    def _attribute(self, path: Path) -> nodes.Attribute | None:
        instance = self._instance
        listed = self._lists.get(str(path[0]), [])
        if len(path) > 2 and isinstance(path[1], int) and path[1] < len(listed):
            instance, path = listed[path[1]], path[2:]
        return instance.body.attributes.get(str(path[0]))

    def span(self, path: Path = ()) -> Span | None:
        """Where the value at this path is written; the nearest enclosing place if it is not."""
        listed = self._lists.get(str(path[0]), []) if path else []
        if len(path) > 1 and isinstance(path[1], int) and path[1] < len(listed):
            return locate(listed[path[1]], path[2:])
        return locate(self._instance, path)

    def provisioners(self) -> Sequence[Mapping[str, Value]]:
        """What the builds run in the machine or beside it: `{"type": "shell", "inline": […]}` and the like.

        Where something is unknown, `text` holds what is literal.
        """
        return self._listed("provisioner")

    def post_processors(self) -> Sequence[Mapping[str, Value]]:
        """What the builds do with the result, in the same form as `provisioners`."""
        return self._listed("post-processor")

    def _listed(self, kind: str) -> Sequence[Mapping[str, Value]]:
        if kind not in self._commands:
            self._commands[kind] = [self._command(instance) for instance in self._lists[kind]]
        return self._commands[kind]

    def _command(self, instance: BlockInstance) -> Mapping[str, Value]:
        command: dict[str, Value] = {"type": instance.block.labels[0]}
        texts: list[str] = []
        for name in instance.names():
            path = (*instance.path, name)
            value = plain(instance.value(name), path, self._secret)
            command[name] = self._rendered(value, path) if self._rendered_commands else value
            if name in instance.body.attributes and _has_unknown(command[name]):
                texts += literal_text(instance.body.attributes[name].value)
        if texts:
            command["text"] = " ".join(texts)
        return command


def _has_unknown(value: Value) -> bool:
    if isinstance(value, list):
        return any(_has_unknown(item) for item in value)
    if isinstance(value, dict):
        return any(_has_unknown(item) for item in value.values())
    return isinstance(value, Unknown)
