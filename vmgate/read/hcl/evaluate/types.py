"""Types, and type constraints as they are written in `variable` blocks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from vmgate.read.hcl.evaluate.values import EvaluationError
from vmgate.read.hcl.syntax import nodes

if TYPE_CHECKING:
    from vmgate.read.hcl.syntax.nodes import Expression


@dataclass(frozen=True, slots=True)
class Primitive:
    """string, number, bool; `any` for what Terraform itself does not know; `unsaid` for what only we do not."""

    name: str


@dataclass(frozen=True, slots=True)
class Collection:
    """list, set or map of one type."""

    name: str
    element: Type


@dataclass(frozen=True, slots=True)
class TupleOf:
    """A tuple: a type for each element."""

    elements: tuple[Type, ...]


@dataclass(frozen=True, slots=True)
class ObjectOf:
    """An object: a type for each attribute. `optional` maps the optional ones to their default expressions."""

    attributes: dict[str, Type]
    optional: dict[str, Expression | None] = field(default_factory=dict, compare=False)


Type: TypeAlias = Primitive | Collection | TupleOf | ObjectOf

ANY = Primitive("any")
UNSAID = Primitive("unsaid")
STRING = Primitive("string")
NUMBER = Primitive("number")
BOOL = Primitive("bool")
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


def mentions(type_: Type, wanted: Type) -> bool:
    """Whether a type is the wanted one or has it inside."""
    match type_:
        case Primitive():
            return type_ == wanted
        case Collection(_, element):
            return mentions(element, wanted)
        case TupleOf(elements):
            return any(mentions(element, wanted) for element in elements)
    return any(mentions(attribute, wanted) for attribute in type_.attributes.values())


def replaced(type_: Type, wanted: Type, other: Type) -> Type:
    """The type with another in place of each that is the wanted one, and without optional attributes."""
    match type_:
        case Primitive():
            return other if type_ == wanted else type_
        case Collection(name, element):
            return Collection(name, replaced(element, wanted, other))
        case TupleOf(elements):
            return TupleOf(tuple(replaced(element, wanted, other) for element in elements))
    return ObjectOf({name: replaced(each, wanted, other) for name, each in type_.attributes.items()})
