"""How a function is declared, and how it takes its arguments."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from vmgate.read.hcl.evaluate.conversion import to_number, to_string
from vmgate.read.hcl.evaluate.values import EvaluationError, is_null, kind

if TYPE_CHECKING:
    from collections.abc import Callable
    from fractions import Fraction

    from vmgate.read.hcl.evaluate.files import Files
    from vmgate.read.hcl.evaluate.types import Type
    from vmgate.read.hcl.evaluate.values import Val
    from vmgate.read.hcl.syntax.nodes import Expression

Policy: TypeAlias = Literal["known", "parts", "items", "all"]
"""What a function takes: only arguments known throughout; such whose parts may be unknown or secret; the same, but
whose items it passes on without a look at them; anything."""

Apply: TypeAlias = "Callable[[list[Val], Context], Val]"


@dataclass(frozen=True, slots=True)
class Context:
    """What a function may need beside its arguments: files, and the evaluation of a template."""

    files: Files
    render: Callable[[Expression, dict[str, Val]], Val]


@dataclass(frozen=True, slots=True)
class Function:
    """A function, with the types that its arguments are converted to first.

    `rest` is the type of the arguments after the declared ones. `nullable` is whether these (or, without them,
    the declared ones) may be null.
    """

    apply: Apply
    parameters: tuple[Type, ...]
    rest: Type | None
    policy: Policy
    nullable: bool


REGISTRY: dict[str, Function] = {}
"""All functions that are evaluated, by name."""


def define(
    name: str,
    *parameters: Type,
    rest: Type | None = None,
    policy: Policy = "known",
    nullable: bool = False,
) -> Callable[[Apply], Apply]:
    """Registers the decorated function under a name."""

    def register(apply: Apply) -> Apply:
        REGISTRY[name] = Function(apply, parameters, rest, policy, nullable)
        return apply

    return register


def composed(text: str) -> str:
    """The text in normal form C, which every string of the language is in."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def string(value: Val) -> str:
    """An argument that is a string, or becomes one."""
    return value if isinstance(value, str) else to_string(value)


def number(value: Val) -> int | Fraction:
    """An argument that is a number, or becomes one."""
    return to_number(value)


def whole(value: Val) -> int:
    """An argument that is a whole number of 64 bits."""
    found = integer(value)
    if not -(2**63) <= found < 2**63:
        raise EvaluationError("a number is too large")
    return found


def integer(value: Val) -> int:
    """An argument that is a whole number, however large."""
    found = to_number(value)
    if found.denominator != 1:
        raise EvaluationError("a whole number is required")
    return int(found)


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
    """An argument that is a list of strings, none of which is null."""
    items = sequence(value)
    if any(is_null(item) for item in items):
        raise EvaluationError("an element is null")
    return [string(item) for item in items]
