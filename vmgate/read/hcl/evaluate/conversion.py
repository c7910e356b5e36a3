"""Conversion of values to types, with the defaults of optional attributes."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from vmgate.model.value import Unknown
from vmgate.read.hcl import numbers
from vmgate.read.hcl.evaluate.sets import as_set
from vmgate.read.hcl.evaluate.types import (
    ANY,
    BOOL,
    NUMBER,
    STRING,
    UNSAID,
    Collection,
    ObjectOf,
    Primitive,
    TupleOf,
    mentions,
    replaced,
)
from vmgate.read.hcl.evaluate.unification import convertible, type_of, uniform, unify
from vmgate.read.hcl.evaluate.unknowns import (
    Typed,
    lengths,
    not_null,
    refined,
    settled_length,
    unknown,
    unknown_number,
)
from vmgate.read.hcl.evaluate.values import (
    EvaluationError,
    Lazy,
    ListValue,
    MapValue,
    Null,
    Sensitive,
    SetValue,
    UnknownCollection,
    Unsettled,
    is_null,
    kind,
    mark,
    unmark,
    unmark_deep,
    unsettled,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from vmgate.read.hcl.evaluate.types import Type
    from vmgate.read.hcl.evaluate.values import Val
    from vmgate.read.hcl.syntax.nodes import Expression

    Default = Callable[[Expression], Val]

__all__ = ["as_set", "convert", "to_bool", "to_number", "to_string"]

_BOOLS = {"true": True, "1": True, "false": False, "0": False}


def convert(value: Val, type_: Type, default: Default | None = None) -> Val:
    """The value as that type. Raises `EvaluationError` if it cannot be.

    `default` evaluates the default of an optional attribute; an attribute that is absent or null takes it.
    """
    if type_ == ANY:
        return value
    if type_ == UNSAID:
        return unsettled(value)
    if isinstance(value, Sensitive):
        return Sensitive(convert(value.value, type_, default))
    if value is None or isinstance(value, Null):
        _require(value, type_)
        return Null(_settled(ANY if value is None else value.type, type_))
    if isinstance(value, Unknown):
        return _unknown(value, type_, default)
    if isinstance(type_, Primitive):
        return _primitive(value, type_)
    if isinstance(value, Lazy) and not isinstance(type_, ObjectOf):
        return convert(value.whole(), type_, default)
    if isinstance(type_, Collection):
        return _collection(value, type_, default)
    if isinstance(type_, TupleOf):
        if type(value) is not tuple or len(value) != len(type_.elements):
            raise EvaluationError(f"a {kind(value)} is not that tuple")
        return tuple([convert(item, t, default) for item, t in zip(value, type_.elements, strict=True)])
    return _object(value, type_, default)


def _require(value: Val, type_: Type) -> None:
    if not convertible(type_of(value), type_):
        raise EvaluationError(f"a {_named(type_of(value))} cannot become a {_named(type_)}")


def _named(type_: Type) -> str:
    if isinstance(type_, Primitive | Collection):
        return type_.name
    return "tuple" if isinstance(type_, TupleOf) else "object"


def _settled(given: Type, wanted: Type) -> Type:
    """The wanted type, with what it leaves open taken from the given one."""
    if not mentions(wanted, ANY):
        return replaced(wanted, ANY, ANY)
    if wanted == ANY:
        return given
    if isinstance(given, Collection) and isinstance(wanted, Collection):
        return Collection(
            wanted.name, given.element if wanted.element == ANY else _settled(given.element, wanted.element)
        )
    if isinstance(given, TupleOf | ObjectOf) and isinstance(wanted, Collection):
        parts = given.elements if isinstance(given, TupleOf) else tuple(given.attributes.values())
        return Collection(wanted.name, _settled(unify(parts) or ANY, wanted.element))
    return replaced(wanted, ANY, UNSAID if given == UNSAID else ANY)


def _unknown(value: Unknown, type_: Type, default: Default | None) -> Val:
    if isinstance(value, UnknownCollection):
        if not isinstance(type_, Collection):
            return value
        element = convert(value.element, type_.element, default)
        return UnknownCollection(value.reason, value.references, element)
    if isinstance(value, Unsettled) and _settles(value.value, type_):
        return convert(value.value, type_, default)
    if not isinstance(value, Typed):
        return unknown(value.reason, replaced(type_, ANY, UNSAID), value.references)
    if value.type == type_:
        return value
    _require(value, type_)
    settled = _settled(value.type, type_)
    shortest, longest = 0, None
    if isinstance(settled, Collection):
        match value.type:
            case ObjectOf(attributes):
                shortest = longest = len(attributes)
            case TupleOf(elements):
                shortest = longest = len(elements)
            case _:
                shortest, longest = lengths(value)
        if settled.name == "set":
            shortest = min(shortest, 1)
    made = Typed(value.reason, value.references, settled, value.nonnull, shortest=shortest, longest=longest)
    return refined(made) if shortest == longest else made


def _settles(value: Val, type_: Type) -> bool:
    """Whether a value becomes the same of that type, whatever it becomes before. A set would be in another order."""
    if mentions(type_, ANY) or mentions(type_, UNSAID):
        return False
    ordered = isinstance(value, tuple) and len(value) > 1 and not isinstance(value, SetValue)
    return not ordered or (isinstance(type_, Collection) and type_.name == "set")


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
        number = _number(value) if isinstance(value, str) else None
        if number is not None:
            return number
    elif isinstance(value, bool):
        return value
    elif isinstance(value, str) and value in _BOOLS:
        return _BOOLS[value]
    if isinstance(value, Lazy):
        value = value.whole()
        if isinstance(value, Unknown):
            return unknown(value.reason, type_, value.references)
    raise EvaluationError(f"a {kind(value)} cannot become a {type_.name}")


def _number(text: str) -> Val:
    try:
        return numbers.parse(text)
    except OverflowError:
        return unknown_number("a number is larger or smaller than what is evaluated")


def _collection(value: Val, type_: Collection, default: Default | None) -> Val:
    if isinstance(value, ListValue | SetValue | MapValue) and not value and value.of is not None:
        _require(value, type_)
    if type_.name == "map":
        if not isinstance(value, dict):
            raise EvaluationError(f"a {kind(value)} cannot become a map")
        if not value and type_.element == ANY and isinstance(value, MapValue):
            type_ = Collection("map", value.of or ANY)
        alike = type(value) is dict and isinstance(type_.element, TupleOf)
        elements, of = _elements(value.values(), type_.element, default, loose=True, alike=alike)
        return MapValue(zip(value, elements, strict=True), of)
    if not isinstance(value, tuple):
        raise EvaluationError(f"a {kind(value)} cannot become a {type_.name}")
    if type_.name == "list" and isinstance(value, SetValue) and not settled_length(value):
        of = _settled(type_of(value), type_)
        return unknown("some elements of a set are not known", of)
    if not value and type_.element == ANY and isinstance(value, ListValue | SetValue):
        type_ = Collection(type_.name, value.of or ANY)
    elements, of = _elements(value, type_.element, default, alike=type_.name == "set")
    if type_.name == "list":
        return ListValue(elements, of)
    bare = [_unmarked(item) for item in elements]
    return mark(as_set([item for item, _ in bare], of), any(marked for _, marked in bare))


def _unmarked(item: Val) -> tuple[Val, bool]:
    if isinstance(item, Sensitive | tuple | dict):
        return unmark_deep(item)
    return item, False


def _elements(
    items: Iterable[Val], type_: Type, default: Default | None, *, loose: bool = False, alike: bool = False
) -> tuple[list[Val], Type]:
    """The elements as one type, and that type. `loose`: those of a map, among which ones of no known type may be.

    `alike`: where the type leaves only parts of them open, these are the same in all from the start.
    """
    found = [convert(item, type_, default) for item in items]
    if not mentions(type_, ANY):
        return found, replaced(type_, ANY, ANY)
    types = [type_of(item) for item in found]
    if alike and type_ != ANY and any(each != types[0] and not mentions(each, UNSAID) for each in types):
        raise EvaluationError("the types of the elements differ")
    common = unify(types)
    typed = [each for each in types if each != ANY]
    if common == ANY and typed and loose and all(each == typed[0] for each in typed):
        return found, typed[0]
    if common is None or (common == ANY and typed):
        raise EvaluationError("the elements have no common type")
    if not found:
        return found, replaced(type_, ANY, ANY)
    made = [
        item if each == common else convert(item, common, default)
        for item, each in zip(found, types, strict=True)
    ]
    if not mentions(common, ANY) or uniform(made):
        return made, common
    # Lists and maps, but no maps of tuples, are unified once more as what their elements have become.
    more = not isinstance(common, TupleOf) if loose else not alike
    again = unify([type_of(item) for item in made]) if more else None
    if again is None or again == ANY or not uniform(made := [convert(item, again, default) for item in made]):
        raise EvaluationError("the elements have no common type")
    return made, again


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
        if fallback is not None and default is not None:
            bare, _ = unmark(own)
            if is_null(bare):
                own = default(fallback)
            elif isinstance(bare, Unknown) and not is_null(default(fallback)):
                result[name] = not_null(convert(own, wanted, default))
                continue
        result[name] = convert(own, wanted, default)
    return result


def to_string(value: Val) -> str:
    """A known value as a string."""
    result = _primitive(value, STRING)
    if not isinstance(result, str):
        raise EvaluationError(f"a {kind(value)} cannot become a string")
    return result


def to_number(value: Val) -> int | Fraction:
    """A known value as a number."""
    result = _primitive(value, NUMBER)
    if not isinstance(result, int | Fraction):
        raise EvaluationError(f"a {kind(value)} cannot become a number")
    return result


def to_bool(value: Val) -> bool:
    """A known value as a boolean."""
    return _primitive(value, BOOL) is True
