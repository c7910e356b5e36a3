"""What the references of a template resolve to, evaluated on demand and once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.model.value import Reference, Unknown
from vmgate.read.hcl.configuration.instances import BlockInstance, Origin
from vmgate.read.hcl.evaluate.expressions import attempt
from vmgate.read.hcl.evaluate.files import Files, repository
from vmgate.read.hcl.evaluate.scope import Scope
from vmgate.read.hcl.evaluate.values import EvaluationError, Lazy, mark
from vmgate.read.hcl.syntax import nodes
from vmgate.read.hcl.syntax.literals import ELSEWHERE, references
from vmgate.read.packer import functions  # noqa: F401  - importing it registers its functions
from vmgate.read.packer.dialect import LOCATED, understood

if TYPE_CHECKING:
    import pathlib
    from collections.abc import Sequence

    from vmgate.read.hcl.evaluate.values import Val
    from vmgate.read.packer.definition import Definition


class Template:
    """A template with the values of its variables, as if Packer ran in the directory that it lies in.

    Fact: run with Packer 1.11.2, which looks for a relative `"${path.root}/file"` below the template's directory, and
    so finds it only from there.
    """

    def __init__(
        self, definition: Definition, directory: pathlib.Path, tops: Sequence[pathlib.Path] = ()
    ) -> None:
        self.definition = definition
        self.files = Files(directory, repository(directory, tops))
        self.scope = Scope(self, {})
        self._directory = directory
        self._locals: dict[str, Val] = {}
        self._active: set[str] = set()

    def resolve(self, name: str, steps: tuple[nodes.Step, ...]) -> tuple[Val, int]:
        """The value that a reference begins with, and how many of its steps that took."""
        names = [step.name if isinstance(step, nodes.Attr) else None for step in steps[:2]]
        first = names[0] if names else None
        if first is None:
            raise EvaluationError(f"{name} is not the name of anything")
        if name == "data":
            if len(names) < 2 or names[1] is None:
                raise EvaluationError(f"data.{first} is not the name of anything")
            return self._data(first, names[1]), 2
        match name:
            case "var":
                variable = self.definition.variables.get(first)
                missing = Unknown(f"variable {first} is not declared")
                return (missing if variable is None else variable.value()), 1
            case "local" | "local::located":
                return self._local(first, located=name.endswith(LOCATED)), 1
            case "path" | "path::located":
                return self._path(first, located=name.endswith(LOCATED)), 1
            case "packer" | "build" | "source":
                return Unknown(f"{name}.{first} is known during the build"), len(steps)
        raise EvaluationError(f"{name} is not the name of anything")

    def is_handed(self, node: nodes.Expression, seen: frozenset[str] = frozenset()) -> bool:
        """Whether an expression takes a value that does not stand beside the template."""
        for head, name in references(node):
            if head in ("data", ELSEWHERE):
                return True
            if head == "var":
                variable = self.definition.variables.get(name)
                if variable is None or variable.is_handed:
                    return True
            local = self.definition.locals.get(name) if head == "local" and name not in seen else None
            if local is not None and self.is_handed(local.attribute.value, seen | {name}):
                return True
        return False

    def file_of(self, node: nodes.Expression, seen: frozenset[str] = frozenset()) -> str:
        """The first file of values beside the template that an expression takes a value from; "" for none."""
        for head, name in references(node):
            variable = self.definition.variables.get(name) if head == "var" else None
            local = self.definition.locals.get(name) if head == "local" and name not in seen else None
            found = variable.file if variable is not None else ""
            if local is not None:
                found = self.file_of(local.attribute.value, seen | {name})
            if found:
                return found
        return ""

    def _path(self, name: str, *, located: bool) -> Val:
        if name == "root":
            return "."
        if name == "cwd":
            return (
                self._directory.resolve().as_posix()
                if located
                else Unknown("path.cwd depends on where Packer runs")
            )
        raise EvaluationError(f"there is no path.{name}")

    def _local(self, name: str, *, located: bool) -> Val:
        local = self.definition.locals.get(name)
        if local is None:
            return Unknown(f"local.{name} is not declared")
        key = name + LOCATED if located else name
        if key in self._active:
            return Unknown(f"local.{name} refers to itself")
        if key not in self._locals:
            self._active.add(key)
            try:
                expression = understood(local.attribute.value, "file name" if located else "template")
                self._locals[key] = mark(attempt(expression, self.scope), local.sensitive)
            finally:
                self._active.discard(key)
        return self._locals[key]

    def _data(self, type_: str, name: str) -> Val:
        block = self.definition.data.get((type_, name))
        if block is None:
            return Unknown(f"data.{type_}.{name} is not declared")
        return DataSource(block, self.scope, Origin(f"data.{type_}.{name}", "data source not read"))


class DataSource(BlockInstance):
    """A data source. What it is given and what it answers are two things, even where they have one name."""

    __slots__ = ()

    def attribute(self, name: str) -> Val:
        """Unknown: only a run of Packer asks."""
        return Unknown(self.origin.reason, (Reference(self.origin.address, (name,)),))


class Running(Lazy):
    """`build`: its name is known, the rest of it only while it runs."""

    __slots__ = ("_name",)

    def __init__(self, name: Val) -> None:
        self._name = name

    def attribute(self, name: str) -> Val:
        """The name, or unknown."""
        return self._name if name == "name" else Unknown(f"build.{name} is known during the build")

    def whole(self) -> Val:
        """Unknown."""
        return Unknown("build is known during the build")
