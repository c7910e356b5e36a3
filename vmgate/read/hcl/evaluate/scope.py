"""What an expression can see: the names of its place, and the module around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vmgate.read.hcl.evaluate.files import Files
    from vmgate.read.hcl.evaluate.values import Val
    from vmgate.read.hcl.syntax.nodes import Step


class Surroundings(Protocol):
    """A module: variables, locals, resources, data sources, outputs of modules, paths."""

    files: Files
    """The files that its functions may read."""

    def resolve(self, name: str, steps: tuple[Step, ...]) -> tuple[Val, int]:
        """The value that a reference begins with, and how many of its steps that took."""


@dataclass(slots=True)
class Scope:
    """The names that are visible at one place (`each`, `count`, iterators) and the module around it."""

    module: Surroundings
    names: Mapping[str, Val]

    def with_names(self, names: Mapping[str, Val]) -> Scope:
        """The scope inside a `for` or a block that brings its own names."""
        return Scope(self.module, {**self.names, **names})
