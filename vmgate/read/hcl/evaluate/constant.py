"""Expressions that may refer to nothing: defaults of variables, files of values."""

from __future__ import annotations

import pathlib
from functools import cache
from typing import TYPE_CHECKING

from vmgate.read.hcl.evaluate.expressions import attempt
from vmgate.read.hcl.evaluate.files import Files
from vmgate.read.hcl.evaluate.scope import Scope
from vmgate.read.hcl.evaluate.values import EvaluationError

if TYPE_CHECKING:
    from vmgate.read.hcl.evaluate.values import Val
    from vmgate.read.hcl.syntax.nodes import Expression, Step


class _Nothing:
    """Surroundings without any name and without files."""

    def __init__(self) -> None:
        self.files = Files(pathlib.Path("/nowhere"), pathlib.Path("/nowhere/at/all"))

    def resolve(self, name: str, steps: tuple[Step, ...]) -> tuple[Val, int]:
        """Nothing can be referred to."""
        raise EvaluationError(
            f"{name} may not be referred to here" if not steps else "references are not allowed here"
        )


@cache
def _scope() -> Scope:
    return Scope(_Nothing(), {})


def constant(expression: Expression) -> Val:
    """The value of an expression without references; unknown if it has some."""
    return attempt(expression, _scope())
