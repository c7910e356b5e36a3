"""The functions of the language: a registry from name to function, and the call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.model.value import Unknown
from vmgate.read.hcl.evaluate.functions import (  # noqa: F401  - importing them registers their functions
    collections,
    conversions,
    encoding,
    filesystem,
    formatting,
    mappings,
    networks,
    numeric,
    regexes,
    sequences,
    strings,
    yaml,
)
from vmgate.read.hcl.evaluate.functions.signature import MANY, REGISTRY, Context, Function
from vmgate.read.hcl.evaluate.values import (
    EvaluationError,
    Lazy,
    computed,
    first_unknown,
    mark,
    unmark,
    unmark_deep,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmgate.read.hcl.evaluate.files import Files
    from vmgate.read.hcl.evaluate.values import Val
    from vmgate.read.hcl.syntax.nodes import Expression

UNKNOWABLE = frozenset({"timestamp", "plantimestamp", "uuid", "bcrypt"})
"""Functions whose result differs with every run."""


def call(
    name: str, arguments: list[Val], files: Files, render: Callable[[Expression, dict[str, Val]], Val]
) -> Val:
    """The result of a function. Raises `EvaluationError` where Terraform reports an error."""
    name = name.removeprefix("core::")
    function = REGISTRY.get(name)
    if function is None:
        if name in UNKNOWABLE:
            return Unknown(f"the result of {name} differs with every run")
        return Unknown(f"function {name} is not evaluated")
    if len(arguments) < function.least or (function.most != MANY and len(arguments) > function.most):
        raise EvaluationError(f"{name} is called with {len(arguments)} arguments")
    context = Context(files, render)
    try:
        return _apply(function, arguments, context)
    except EvaluationError:
        if any(unmark_deep(argument)[1] for argument in arguments):
            # What is wrong with a secret tells something of it.
            raise EvaluationError(f"{name} fails for a sensitive value") from None
        raise


def _apply(function: Function, arguments: list[Val], context: Context) -> Val:
    if function.policy == "all":
        return function.apply(arguments, context)
    bare = [unmark_deep(a) if function.policy == "known" else unmark(a) for a in arguments]
    marked = any(m for _, m in bare)
    values = [value.whole() if isinstance(value, Lazy) else value for value, _ in bare]
    if function.policy == "known":
        unknown = first_unknown(values)
    else:
        unknown = next((value for value in values if isinstance(value, Unknown)), None)
    if unknown is not None:
        return mark(computed(unknown), marked)
    result = function.apply(values, context)
    if marked and isinstance(result, Unknown):
        result = Unknown("a sensitive value leads to something unknown")
    return mark(result, marked)
