"""Conversion of values to types, with the defaults of optional attributes."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from vmgate.model.value import Unknown
from vmgate.read.hcl import numbers
from vmgate.read.hcl.evaluate.types import (
    ANY,
    BOOL,
    NUMBER,
    STRING,
    Collection,
    ObjectOf,
    Primitive,
    TupleOf,
    type_of,
    unify,
)
from vmgate.read.hcl.evaluate.values import (
    EvaluationError,
    Lazy,
    ListValue,
    MapValue,
    Sensitive,
    SetValue,
    UnknownCollection,
    kind,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from vmgate.read.hcl.evaluate.types import Type
    from vmgate.read.hcl.evaluate.values import Val
    from vmgate.read.hcl.syntax.nodes import Expression

    Default = Callable[[Expression], Val]

_BOOLS = {"true": True, "1": True, "false": False, "0": False}


def convert(value: Val, type_: Type, default: Default | None = None) -> Val:
    """The value as that type. Raises `EvaluationError` if it cannot be.

    `default` evaluates the default of an optional attribute; an attribute that is absent or null takes it.
    """
    if type_ == ANY or value is None:
        return value
    if isinstance(value, Sensitive):
        return Sensitive(convert(value.value, type_, default))
    if isinstance(value, Unknown):
        return _unknown(value, type_, default)
    if isinstance(type_, Primitive):
        return _primitive(value, type_)
    if isinstance(type_, Collection):
        return _collection(value, type_, default)
    if isinstance(type_, TupleOf):
        if not isinstance(value, tuple) or isinstance(value, SetValue) or len(value) != len(type_.elements):
            raise EvaluationError(f"a {kind(value)} is not that tuple")
        return tuple(convert(item, t, default) for item, t in zip(value, type_.elements, strict=True))
    return _object(value, type_, default)


def _unknown(value: Unknown, type_: Type, default: Default | None) -> Val:
    if isinstance(value, UnknownCollection) and isinstance(type_, Collection):
        element = convert(value.element, type_.element, default)
        return UnknownCollection(value.reason, value.references, element)
    return value


def _primitive(value: Val, type_: Primitive) -> Val:
    if type_ == STRING:
        if isinstance(value, str):
            return value
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, int | Fraction):
            return numbers.text(value)
    elif type_ == NUMBER:
        if isinstance(value, int | Fraction) and not isinstance(value, bool):
            return value
        number = numbers.parse(value) if isinstance(value, str) else None
        if number is not None:
            return number
    elif isinstance(value, bool):
        return value
    elif isinstance(value, str) and value in _BOOLS:
        return _BOOLS[value]
    raise EvaluationError(f"a {kind(value)} cannot become a {type_.name}")


def _collection(value: Val, type_: Collection, default: Default | None) -> Val:
    if isinstance(value, Lazy):
        value = value.whole()
        if isinstance(value, Unknown):
            return value
    if type_.name == "map":
        if not isinstance(value, dict):
            raise EvaluationError(f"a {kind(value)} cannot become a map")
        items = _elements(value.values(), type_.element, default)
        return MapValue(zip(value, items, strict=True))
    if not isinstance(value, tuple):
        raise EvaluationError(f"a {kind(value)} cannot become a {type_.name}")
    elements = _elements(value, type_.element, default)
    return ListValue(elements) if type_.name == "list" else as_set(elements)


def _elements(items: Iterable[Val], type_: Type, default: Default | None) -> list[Val]:
    found = [convert(item, type_, default) for item in items]
    if type_ != ANY:
        return found
    common = unify([type_of(item) for item in found if item is not None])
    if common is None:
        raise EvaluationError("the elements have no common type")
    return found if common == ANY else [convert(item, common, default) for item in found]


def _object(value: Val, type_: ObjectOf, default: Default | None) -> Val:
    if not isinstance(value, dict | Lazy):
        raise EvaluationError(f"a {kind(value)} cannot become an object")
    result: dict[str, Val] = {}
    for name, wanted in type_.attributes.items():
        if isinstance(value, Lazy):
            result[name] = convert(value.attribute(name), wanted, default)
            continue
        if name not in value and name not in type_.optional:
            raise EvaluationError(f"the attribute {name} is missing")
        own = value.get(name)
        fallback = type_.optional.get(name)
        if own is None and fallback is not None and default is not None:
            own = default(fallback)
        result[name] = convert(own, wanted, default)
    return result


def as_set(items: Iterable[Val]) -> SetValue:
    """The set of these elements in Terraform's order: strings by byte, numbers by size, what is unknown last.

    Compound elements, which Terraform orders by hash, stay in the order in which they come.
    """
    distinct: list[Val] = []
    seen: set[tuple[type, object]] = set()
    for item in items:
        if isinstance(item, str | int | Fraction):
            mark = (bool if isinstance(item, bool) else str if isinstance(item, str) else int, item)
            if mark in seen:
                continue
            seen.add(mark)
        elif any(_same(item, other) for other in distinct):
            continue
        distinct.append(item)
    return SetValue(sorted(distinct, key=_order))


def _same(left: Val, right: Val) -> bool:
    if isinstance(left, Unknown | Lazy) or isinstance(right, Unknown | Lazy):
        return left is right
    if isinstance(left, Sensitive) and isinstance(right, Sensitive):
        return _same(left.value, right.value)
    if isinstance(left, tuple) and isinstance(right, tuple):
        return len(left) == len(right) and all(_same(a, b) for a, b in zip(left, right, strict=True))
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(_same(left[name], right[name]) for name in left)
    return type(left) is type(right) and left == right


def _order(value: Val) -> tuple[int, str, int | Fraction]:
    if isinstance(value, str):
        return (0, value, 0)
    if isinstance(value, int | Fraction):
        return (0, "", value)
    return (2 if isinstance(value, Unknown) else 1, "", 0)


def to_string(value: Val) -> str:
    """A known value as a string."""
    result = _primitive(value, STRING)
    assert isinstance(result, str)  # noqa: S101  - what converting to a string yields
    return result


def to_number(value: Val) -> int | Fraction:
    """A known value as a number."""
    result = _primitive(value, NUMBER)
    assert isinstance(result, int | Fraction)  # noqa: S101  - what converting to a number yields
    return result


def to_bool(value: Val) -> bool:
    """A known value as a boolean."""
    return _primitive(value, BOOL) is True
