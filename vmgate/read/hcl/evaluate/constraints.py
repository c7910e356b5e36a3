"""Type constraints as they are written in `variable` blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.read.hcl.evaluate.types import ANY, BOOL, NUMBER, STRING, Collection, ObjectOf, TupleOf
from vmgate.read.hcl.evaluate.values import EvaluationError
from vmgate.read.hcl.syntax import nodes

if TYPE_CHECKING:
    from vmgate.read.hcl.evaluate.types import Type
    from vmgate.read.hcl.syntax.nodes import Expression

_WORDS: dict[str, Type] = {
    "string": STRING,
    "number": NUMBER,
    "bool": BOOL,
    "any": ANY,
    "list": Collection("list", ANY),
    "set": Collection("set", ANY),
    "map": Collection("map", ANY),
}


def constraint(expression: Expression) -> Type:
    """The type that an expression writes. Raises `EvaluationError` if it writes none.

    The quoted form of Terraform 0.11 (`type = "string"`) is read as what it meant, although newer versions
    refuse it.
    """
    if isinstance(expression, nodes.Name) and expression.name in _WORDS:
        return _WORDS[expression.name]
    if (
        isinstance(expression, nodes.Literal)
        and isinstance(expression.value, str)
        and expression.value in _WORDS
    ):
        return _WORDS[expression.value]
    if isinstance(expression, nodes.Call) and len(expression.arguments) == 1:
        argument = expression.arguments[0]
        if expression.name in {"list", "set", "map"}:
            return Collection(expression.name, constraint(argument))
        if expression.name == "tuple" and isinstance(argument, nodes.Tuple):
            return TupleOf(tuple(constraint(item) for item in argument.items))
        if expression.name == "object" and isinstance(argument, nodes.Object):
            return _object(argument)
    raise EvaluationError("not a type")


def _object(node: nodes.Object) -> ObjectOf:
    attributes: dict[str, Type] = {}
    optional: dict[str, Expression | None] = {}
    for item in node.items:
        if not isinstance(item.key, nodes.Literal) or not isinstance(item.key.value, str):
            raise EvaluationError("not a type")
        name, value = item.key.value, item.value
        if isinstance(value, nodes.Call) and value.name == "optional" and 1 <= len(value.arguments) <= 2:
            optional[name] = value.arguments[1] if len(value.arguments) == 2 else None
            value = value.arguments[0]
        attributes[name] = constraint(value)
    return ObjectOf(attributes, optional)
