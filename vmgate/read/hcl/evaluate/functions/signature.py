"""How a function is declared, and how it takes its arguments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from vmgate.read.hcl.evaluate.conversion import to_number, to_string
from vmgate.read.hcl.evaluate.values import EvaluationError, kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmgate.read.hcl.evaluate.files import Files
    from vmgate.read.hcl.evaluate.values import Val
    from vmgate.read.hcl.syntax.nodes import Expression

Policy: TypeAlias = Literal["known", "parts", "all"]
"""What a function takes: only arguments known throughout; such whose parts may be unknown or secret; anything."""

MANY = -1


@dataclass(frozen=True, slots=True)
class Context:
    """What a function may need beside its arguments: files, and the evaluation of a template."""

    files: Files
    render: Callable[[Expression, dict[str, Val]], Val]


@dataclass(frozen=True, slots=True)
class Function:
    """A function with the number of arguments it takes (`most` is `MANY` when there is no limit)."""

    apply: Callable[[list[Val], Context], Val]
    least: int
    most: int
    policy: Policy


REGISTRY: dict[str, Function] = {}
"""All functions that are evaluated, by name."""


def define(
    name: str, least: int, most: int | None = None, policy: Policy = "known"
) -> Callable[[Callable[[list[Val], Context], Val]], Callable[[list[Val], Context], Val]]:
    """Registers the decorated function under a name."""

    def register(apply: Callable[[list[Val], Context], Val]) -> Callable[[list[Val], Context], Val]:
        REGISTRY[name] = Function(apply, least, least if most is None else most, policy)
        return apply

    return register


def string(value: Val) -> str:
    """An argument that is a string, or becomes one."""
    return to_string(value)


def whole(value: Val) -> int:
    """An argument that is a whole number."""
    number = to_number(value)
    if not isinstance(number, int):
        raise EvaluationError("a whole number is required")
    return number


def sequence(value: Val) -> tuple[Val, ...]:
    """An argument that is a list, tuple or set."""
    if isinstance(value, tuple):
        return value
    raise EvaluationError(f"a list is required, not a {kind(value)}")


def mapping(value: Val) -> dict[str, Val]:
    """An argument that is a map or object."""
    if isinstance(value, dict):
        return value
    raise EvaluationError(f"a map is required, not a {kind(value)}")


def strings(value: Val) -> list[str]:
    """An argument that is a list of strings."""
    return [string(item) for item in sequence(value)]
