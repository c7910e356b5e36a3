"""One instance of a module: what its references resolve to, evaluated on demand and once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vmgate.model.estate import Unread
from vmgate.model.secrets import blotted
from vmgate.model.value import Unknown
from vmgate.read.hcl.configuration.arguments import Arguments, Source
from vmgate.read.hcl.configuration.definition import ResourceKey, text_of
from vmgate.read.hcl.configuration.expand import Repeated, collected, format_key, repeat
from vmgate.read.hcl.configuration.instances import BlockInstance, Origin
from vmgate.read.hcl.configuration.providers import joined, passed
from vmgate.read.hcl.evaluate.expressions import attempt, attempt_typed
from vmgate.read.hcl.evaluate.scope import Scope
from vmgate.read.hcl.evaluate.values import EvaluationError, Lazy, mark, unmark
from vmgate.read.hcl.syntax import nodes

if TYPE_CHECKING:
    from pathlib import Path

    from vmgate.model.resource import Key
    from vmgate.read.hcl.configuration.definition import Definition
    from vmgate.read.hcl.configuration.modules import Library
    from vmgate.read.hcl.evaluate.files import Files
    from vmgate.read.hcl.evaluate.values import Val

_DEEPEST = 30
_MOST = 50_000


@dataclass(slots=True)
class Configuration:
    """What all module instances of one configuration share."""

    library: Library
    workspace: str
    unread: list[Unread] = field(default_factory=list)
    modules: int = 0

    def takes_another(self, block: nodes.Block) -> bool:
        """Whether one more module instance is read: a chain of modules that each call the next twice has no end in
        sight.
        """
        self.modules += 1
        if self.modules == _MOST + 1:
            reason = f"there are more than {_MOST:,} instances of modules"
            self.complain("modules", reason, block, fatal=True)
        return self.modules <= _MOST

    def complain(self, name: str, reason: str, node: nodes.Block | nodes.Attribute, *, fatal: bool) -> None:
        """Notes a part that cannot be judged, once."""
        end = node.header_end if isinstance(node, nodes.Block) else node.end
        problem = Unread(name, reason, node.source.span(node.start, end), fatal)
        if problem not in self.unread:
            self.unread.append(problem)


@dataclass(slots=True)
class Place:
    """Where a module instance is: its address with keys and without, the calls from the root, and the directories
    of the modules that they lead through.
    """

    address: str = ""
    block_address: str = ""
    calls: tuple[str, ...] = ()
    through: frozenset[Path] = frozenset()


class Module(Lazy):
    """A module instance. As a value it is the object of its outputs."""

    def __init__(
        self,
        configuration: Configuration,
        definition: Definition,
        place: Place,
        given: Source,
        providers: dict[str, str],
    ) -> None:
        self.configuration = configuration
        self.definition = definition
        self.place = place
        self.providers = providers
        self.given = given
        self._values: dict[tuple[str, str], Val] = {}
        self._active: set[tuple[str, str]] = set()
        self._instances: dict[ResourceKey, tuple[Repeated, list[BlockInstance]]] = {}
        self._calls: dict[str, tuple[Repeated, list[Module]] | Unknown] = {}
        self.scope = Scope(self, {})
        # What looking for origins has found out about expressions in that scope, by their identity.
        self.traced: dict[int, Val] = {}
        self.turns: dict[int, dict[Key, tuple[Key, dict[str, Val]]]] = {}
        self.files: Files = configuration.library.files

    def resolve(self, name: str, steps: tuple[nodes.Step, ...]) -> tuple[Val, int]:
        """The value that a reference begins with, and how many of its steps that took."""
        names = [step.name if isinstance(step, nodes.Attr) else None for step in steps[:2]]
        first = names[0] if names else None
        if first is None:
            raise EvaluationError(f"{name} is not the name of anything")
        if name in {"data", "resource"}:
            if len(names) < 2 or names[1] is None:
                raise EvaluationError(f"{name}.{first} is not the name of anything")
            return self._resource(("data" if name == "data" else "managed", first, names[1])), 2
        match name:
            case "var" | "local" | "module":
                return self._value(name, first), 1
            case "path":
                return self._path(first), 1
            case "terraform" | "tofu":
                if first == "workspace":
                    return self.configuration.workspace, 1
                return Unknown(f"{name}.{first} is not evaluated"), 1
            case "each" | "count" | "self":
                raise EvaluationError(f"{name} has no meaning here")
            case "ephemeral":
                return Unknown("ephemeral values are never kept"), min(2, len(steps))
        return self._resource(("managed", name, first)), 1

    def _path(self, name: str) -> Val:
        if name == "module":
            return self.configuration.library.path_of(self.definition)
        return "." if name == "root" else Unknown(f"path.{name} depends on where Terraform runs")

    def _value(self, kind: str, name: str) -> Val:
        key = (kind, name)
        if key in self._values:
            return self._values[key]
        if key in self._active:
            self._cycle(kind, name)
            return Unknown(f"{kind}.{name} refers to itself")
        self._active.add(key)
        try:
            compute = {"var": self._variable, "local": self._local, "module": self._call_value}[kind]
            self._values[key] = value = compute(name)
        finally:
            self._active.discard(key)
        return value

    def _cycle(self, kind: str, name: str) -> None:
        node = self.definition.locals.get(name) if kind == "local" else self.definition.modules.get(name)
        if node is not None:
            self.configuration.complain(f"{kind}.{name}", "it refers to itself", node, fatal=False)

    def _missing(self, what: str) -> Unknown:
        where = f" in {self.place.address}" if self.place.address else ""
        return Unknown(f"{what} is not declared{where}")

    def _variable(self, name: str) -> Val:
        variable = self.definition.variables.get(name)
        if variable is None:
            return self._missing(f"variable {name}")
        given, present = self.given.value(name)
        return variable.value(given, present=present)

    def _local(self, name: str) -> Val:
        attribute = self.definition.locals.get(name)
        return (
            self._missing(f"local.{name}")
            if attribute is None
            else attempt_typed(attribute.value, self.scope)
        )

    def output(self, name: str) -> Val:
        """The value of an output."""
        block = self.definition.outputs.get(name)
        if block is None or "value" not in block.body.attributes:
            return Unknown(f"{self.place.address} has no output {name}")
        key = ("output", name)
        if key in self._active:
            return Unknown(f"output {name} of {self.place.address} refers to itself")
        if key not in self._values:
            self._active.add(key)
            try:
                value = attempt_typed(block.body.attributes["value"].value, self.scope)
            finally:
                self._active.discard(key)
            flag = block.body.attributes.get("sensitive")
            secret = flag is not None and isinstance(flag.value, nodes.Literal) and flag.value.value is True
            self._values[key] = mark(value, secret)
        return self._values[key]

    def attribute(self, name: str) -> Val:
        """An output, as a reference to the module sees it."""
        return self.output(name)

    def whole(self) -> Val:
        """All outputs."""
        return {name: self.output(name) for name in self.definition.outputs}

    def _resource(self, key: ResourceKey) -> Val:
        if key not in self.definition.resources:
            mode, type_, name = key
            return self._missing(f"{'data.' if mode == 'data' else ''}{type_}.{name}")
        repeated, instances = self.instances(key)
        return collected(repeated, list(instances))

    def instances(self, key: ResourceKey) -> tuple[Repeated, list[BlockInstance]]:
        """The instances of a resource or data source."""
        if key not in self._instances:
            mode, type_, name = key
            block = self.definition.resources[key]
            address = f"{'data.' if mode == 'data' else ''}{type_}.{name}"
            address = f"{self.place.address}.{address}" if self.place.address else address
            reason = "data source not read" if mode == "data" else "known after apply"
            active = ("resource", address)
            if active in self._active:
                self.configuration.complain(address, "it refers to itself", block, fatal=False)
                return Repeated("unknown", []), []
            self._active.add(active)
            try:
                repeated = repeat(block.body, self.scope)
            finally:
                self._active.discard(active)
            found = [
                BlockInstance(
                    block,
                    self.scope.with_names(names),
                    Origin(address + format_key(own), reason, mode, type_),
                )
                for own, names in repeated.instances
            ]
            self._instances[key] = (repeated, found)
        return self._instances[key]

    def _call_value(self, name: str) -> Val:
        if name not in self.definition.modules:
            return self._missing(f"module.{name}")
        called = self.called(name)
        if isinstance(called, Unknown):
            return called
        repeated, modules = called
        return collected(repeated, list(modules))

    def called(self, name: str) -> tuple[Repeated, list[Module]] | Unknown:
        """The instances of a called module; unknown (and noted) if the module is not there."""
        if name not in self._calls:
            self._calls[name] = self._call(name, self.definition.modules[name])
        return self._calls[name]

    def source(self, call: nodes.Block) -> str | None:
        """Where a called module lies. OpenTofu takes an expression, too, of what is known before a plan."""
        attribute = call.body.attributes.get("source")
        key = ("source", call.labels[0])
        if attribute is None or isinstance(attribute.value, nodes.Literal) or key in self._active:
            return text_of(attribute)
        self._active.add(key)
        try:
            value, _ = unmark(attempt(attribute.value, self.scope))
        finally:
            self._active.discard(key)
        return value if isinstance(value, str) else None

    def _call(self, name: str, block: nodes.Block) -> tuple[Repeated, list[Module]] | Unknown:
        source = self.source(block)
        calls = (*self.place.calls, name)
        below = ".".join(f"module.{part}" for part in calls)
        if source is None:
            return self._unread(below, "where the module lies is not known", block)
        library = self.configuration.library
        directory = library.locate(self.definition.directory, source, calls)
        if directory is None:
            local = source.startswith(("./", "../"))
            reason = f"module {'does not exist' if local else 'not downloaded'}: {blotted(source)}"
            return self._unread(below, reason, block)
        through = self.place.through | {self.definition.directory.resolve()}
        if directory.resolve() in through or len(calls) > _DEEPEST:
            # Which modules call which does not depend on any value, so that this never ends.
            return self._unread(below, "modules call each other without end", block)
        definition = library.definition(directory, directory.as_posix())
        repeated = repeat(block.body, self.scope)
        found: list[Module] = []
        for key, names in repeated.instances:
            if not self.configuration.takes_another(block):
                return Unknown("there are too many modules")
            own = f"{self.place.address}.module.{name}".removeprefix(".") + format_key(key)
            place = Place(own, below, calls, through)
            given = Arguments(block, self.scope.with_names(names))
            configured = passed(block, self.configured(), self.scope.with_names(names))
            found.append(Module(self.configuration, definition, place, given, configured))
        return repeated, found

    def _unread(self, name: str, reason: str, block: nodes.Block) -> Unknown:
        self.configuration.complain(name, reason, block, fatal=False)
        return Unknown(reason)

    def configured(self) -> dict[str, str]:
        """The provider configurations that blocks of this module may use, by local name and alias."""
        own = dict(self.providers)
        for block in self.definition.providers:
            name = joined((block.labels[0], text_of(block.body.attributes.get("alias"))))
            prefix = f"{self.place.block_address}." if self.place.block_address else ""
            own[name] = f"{prefix}provider.{name}"
        return own
