"""What a module's variables are given: at the root from outside, in a called module by the call."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from vmgate.read.hcl.evaluate.expressions import attempt_typed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vmgate.read.hcl.configuration.variables import Given
    from vmgate.read.hcl.evaluate.scope import Scope
    from vmgate.read.hcl.evaluate.values import Val
    from vmgate.read.hcl.syntax import nodes


@dataclass(frozen=True, slots=True)
class Outside:
    """The values of a root module's variables: from files, options and the environment."""

    values: Mapping[str, Given]

    def value(self, name: str) -> tuple[Val, bool]:
        """The value for a variable, and whether there is one."""
        given = self.values.get(name)
        return (None, False) if given is None else (given.value, True)


@dataclass(frozen=True, slots=True)
class Arguments:
    """The arguments of a module call, evaluated in the calling module when they are asked for."""

    block: nodes.Block
    scope: Scope

    def value(self, name: str) -> tuple[Val, bool]:
        """The value for a variable, and whether there is one."""
        attribute = self.block.body.attributes.get(name)
        return (None, False) if attribute is None else (attempt_typed(attribute.value, self.scope), True)


Source: TypeAlias = Outside | Arguments
