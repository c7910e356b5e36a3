"""The functions of the language: a registry from name to function, and the call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.model.value import Unknown
from vmgate.read.hcl.evaluate.conversion import convert
from vmgate.read.hcl.evaluate.effort import spend
from vmgate.read.hcl.evaluate.functions import (  # noqa: F401  - importing them registers their functions
    collections,
    conversions,
    dates,
    encoding,
    filesystem,
    formatting,
    hashes,
    mappings,
    networks,
    numeric,
    regexes,
    sequences,
    sets,
    strings,
    tables,
    templating,
    yaml,
)
from vmgate.read.hcl.evaluate.functions.signature import REGISTRY, Context, Function, composed
from vmgate.read.hcl.evaluate.functions.unknowable import UNKNOWABLE
from vmgate.read.hcl.evaluate.types import ANY, UNSAID
from vmgate.read.hcl.evaluate.unification import type_of
from vmgate.read.hcl.evaluate.values import (
    EvaluationError,
    Lazy,
    first_unknown,
    is_null,
    like,
    mark,
    unmark,
    unmark_deep,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmgate.read.hcl.evaluate.files import Files
    from vmgate.read.hcl.evaluate.values import Val
    from vmgate.read.hcl.syntax.nodes import Expression

_CORE = "core::"


def call(
    name: str, arguments: list[Val], files: Files, render: Callable[[Expression, dict[str, Val]], Val]
) -> Val:
    """The result of a function. Raises `EvaluationError` where Terraform reports an error."""
    name = name.removeprefix(_CORE)
    function = REGISTRY.get(name)
    if function is None:
        return Unknown(f"function {name} is not evaluated")
    least = len(function.parameters)
    if len(arguments) < least or (function.rest is None and len(arguments) > least):
        raise EvaluationError(f"{name} is called with {len(arguments)} arguments")
    context = Context(files, render)
    try:
        return _apply(function, arguments, context)
    except EvaluationError:
        if any(unmark_deep(argument)[1] for argument in arguments):
            # What is wrong with a secret tells something of it.
            raise EvaluationError(f"{name} fails for a sensitive value") from None
        raise
    except RecursionError:
        return Unknown("a value is nested too deeply")


def _apply(function: Function, arguments: list[Val], context: Context) -> Val:
    values = _taken(function, arguments)
    unasked = _unasked(function, values)
    if unasked is not None:
        return mark(Unknown(unasked.reason), any(unmark_deep(value)[1] for value in values))
    if function.policy == "all":
        return function.apply(values, context)
    bare = [unmark_deep(value) if function.policy == "known" else unmark(value) for value in values]
    marked = any(m for _, m in bare)
    settle = _opened if function.policy == "items" else _settled
    known = [settle(value) for value, _ in bare]
    if function.policy == "known":
        doubt = first_unknown(known)
    else:
        doubt = next((value for value in known if isinstance(value, Unknown)), None)
    if doubt is not None:
        return mark(Unknown(doubt.reason), marked)
    result = function.apply(known, context)
    if isinstance(result, str | tuple | dict):
        spend(len(result))
    if marked and isinstance(result, Unknown):
        result = Unknown("a sensitive value leads to something unknown")
    return mark(composed(result) if isinstance(result, str) else result, marked)


def _taken(function: Function, arguments: list[Val]) -> list[Val]:
    """The arguments as the types that the function declares."""
    taken: list[Val] = []
    for position, argument in enumerate(arguments):
        declared = position < len(function.parameters)
        type_ = function.parameters[position] if declared else function.rest
        taken.append(argument if type_ is None else convert(argument, type_))
    return taken


def _unasked(function: Function, values: list[Val]) -> Unknown | None:
    """The argument of unknown type after which Terraform does not ask whether others are null, if one of them is.

    Raises `EvaluationError` if one before it is.
    """
    doubt: Unknown | None = None
    for position, value in enumerate(values):
        bare, _ = unmark(value)
        nullable = function.nullable and (position < len(function.parameters)) == (function.rest is None)
        if is_null(bare) and not nullable:
            if doubt is not None:
                return doubt
            raise EvaluationError("an argument is null")
        if doubt is None and isinstance(bare, Unknown) and type_of(bare) in (ANY, UNSAID):
            doubt = bare
    return None


def _opened(value: Val) -> Val:
    """The value with a whole object in place of a lazy one, and lazy items as they are."""
    return _opened(value.whole()) if isinstance(value, Lazy) else value


def _settled(value: Val) -> Val:
    """The value with whole objects in place of lazy ones."""
    if isinstance(value, Lazy):
        return _settled(value.whole())
    if isinstance(value, tuple) and any(isinstance(item, Lazy | tuple | dict) for item in value):
        items = [_settled(item) for item in value]
        return value if all(a is b for a, b in zip(value, items, strict=True)) else like(value, items)
    if type(value) is dict and any(isinstance(item, Lazy | tuple | dict) for item in value.values()):
        return {name: _settled(item) for name, item in value.items()}
    return value


__all__ = ["UNKNOWABLE", "call"]
