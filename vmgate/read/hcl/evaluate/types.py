"""Types, and type constraints as they are written in `variable` blocks."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from vmgate.model.value import Unknown
from vmgate.read.hcl.evaluate.values import EvaluationError, Lazy, ListValue, MapValue, SetValue, unmark
from vmgate.read.hcl.syntax import nodes

if TYPE_CHECKING:
    from vmgate.read.hcl.evaluate.values import Val
    from vmgate.read.hcl.syntax.nodes import Expression


@dataclass(frozen=True, slots=True)
class Primitive:
    """string, number, bool; `any` for what is not known."""

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
    optional: dict[str, Expression | None]


Type: TypeAlias = Primitive | Collection | TupleOf | ObjectOf

ANY = Primitive("any")
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


def type_of(value: Val) -> Type:
    """The type of a value; `any` where it is not known."""
    value, _ = unmark(value)
    if value is None or isinstance(value, Unknown | Lazy):
        return ANY
    if isinstance(value, bool):
        return BOOL
    if isinstance(value, int | Fraction):
        return NUMBER
    if isinstance(value, str):
        return STRING
    if isinstance(value, MapValue):
        return Collection("map", _element(list(value.values())))
    if isinstance(value, dict):
        return ObjectOf({name: type_of(item) for name, item in value.items()}, {})
    if isinstance(value, ListValue | SetValue):
        return Collection("list" if isinstance(value, ListValue) else "set", _element(value))
    return TupleOf(tuple(type_of(item) for item in value)) if isinstance(value, tuple) else ANY


def _element(items: list[Val] | tuple[Val, ...]) -> Type:
    for item in items:
        found = type_of(item)
        if found != ANY:
            return found
    return ANY


def unify(types: list[Type]) -> Type | None:
    """The one type that all can become, as branches of a conditional and elements of a list do; None if none."""
    first = types[0] if types else ANY
    if all(type_ == first for type_ in types):
        return first
    if ANY in types:
        return ANY
    if all(isinstance(type_, Primitive) for type_ in types):
        return STRING if STRING in types else None
    if all(isinstance(type_, ObjectOf) for type_ in types):
        return _unify_objects([type_ for type_ in types if isinstance(type_, ObjectOf)])
    tuples = [type_ for type_ in types if isinstance(type_, TupleOf)]
    if len(tuples) == len(types) and len({len(type_.elements) for type_ in tuples}) == 1:
        columns = [unify(list(column)) for column in zip(*(t.elements for t in tuples), strict=True)]
        known = tuple(column for column in columns if column is not None)
        if len(known) == len(columns):
            return TupleOf(known)
    return _unify_collections(types)


def _unify_objects(types: list[ObjectOf]) -> Type | None:
    names = set(types[0].attributes)
    if all(set(type_.attributes) == names for type_ in types):
        merged = {name: unify([type_.attributes[name] for type_ in types]) for name in types[0].attributes}
        known = {name: type_ for name, type_ in merged.items() if type_ is not None}
        if len(known) == len(merged):
            return ObjectOf(known, {})
    return _unify_collections(list(types))


def _unify_collections(types: list[Type]) -> Type | None:
    elements: list[Type] = []
    names: set[str] = set()
    for type_ in types:
        match type_:
            case Collection(name, inner):
                names.add(name)
                elements.append(inner)
            case TupleOf(items):
                names.add("list")
                elements += items
            case ObjectOf(attributes):
                names.add("map")
                elements += attributes.values()
            case Primitive():
                return None
    element = unify(elements)
    if element is None or (len(names) > 1 and names != {"list", "set"}):
        return None
    return Collection(names.pop() if len(names) == 1 else "list", element)
