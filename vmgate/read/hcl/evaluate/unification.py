"""The type of a value, which types become which, and the one type that several can become."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from vmgate.model.value import Unknown
from vmgate.read.hcl.evaluate.effort import spend
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
)
from vmgate.read.hcl.evaluate.unknowns import Typed
from vmgate.read.hcl.evaluate.values import Lazy, ListValue, MapValue, Null, SetValue, unmark

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from vmgate.read.hcl.evaluate.types import Type
    from vmgate.read.hcl.evaluate.values import Val


def type_of(value: Val) -> Type:  # noqa: PLR0911  - one line a kind
    """The type of a value: `any` for the literal null, unsaid for what the source alone does not tell."""
    value, _ = unmark(value)
    match value:
        case None:
            return ANY
        case bool():
            return BOOL
        case int() | Fraction():
            return NUMBER
        case str():
            return STRING
        case Null() | Typed():
            return value.type
        case Unknown() | Lazy():
            return UNSAID
        case MapValue():
            return Collection("map", value.of if value.of is not None else _element(value.values()))
        case ListValue() | SetValue():
            name = "list" if isinstance(value, ListValue) else "set"
            return Collection(name, value.of if value.of is not None else _element(value))
        case dict():
            spend(3 + len(value) // 8)
            return ObjectOf({name: type_of(item) for name, item in value.items()})
        case tuple():
            spend(3 + len(value) // 8)
            return TupleOf(tuple([type_of(item) for item in value]))
    return UNSAID


def _element(items: Iterable[Val]) -> Type:
    best: Type = ANY
    for item in items:
        found = type_of(item)
        if found not in (ANY, UNSAID):
            return found
        best = UNSAID if UNSAID in (found, best) else ANY
    return best


def element_type(value: Val) -> Type:
    """The type of a collection's elements; any where it is no collection."""
    type_ = type_of(value)
    return type_.element if isinstance(type_, Collection) else ANY


def unify(types: Sequence[Type]) -> Type | None:
    """The one type that all can become, as branches of a conditional and elements of a list do; None if none.

    With an unsaid one among them the result is unsaid, but for text, which text stays.
    """
    if not types:
        return ANY
    first = types[0]
    if all(type_ == first for type_ in types):
        return first
    if UNSAID in types:
        rest = unify([type_ for type_ in types if type_ != UNSAID])
        return STRING if rest == STRING else UNSAID
    kinds = {_kind(type_) for type_ in types}
    dynamic = "any" in kinds
    kinds.discard("any")
    if kinds <= {"map", "list", "set"} and len(kinds) == 1:
        return ANY if dynamic else _collections(kinds.pop(), types)
    if kinds == {"object"}:
        return ANY if dynamic else _objects([type_ for type_ in types if isinstance(type_, ObjectOf)])
    if kinds == {"tuple"}:
        return ANY if dynamic else _tuples([type_ for type_ in types if isinstance(type_, TupleOf)])
    if kinds in ({"map", "object"}, {"list", "tuple"}):
        found = _structures_as_collections(types)
        if found is not None:
            return found
    elif {"object", "tuple"} <= kinds:
        return None
    return _preferred(types)


def _kind(type_: Type) -> str:
    if isinstance(type_, Primitive):
        return "any" if type_ == ANY else "primitive"
    if isinstance(type_, Collection):
        return type_.name
    return "object" if isinstance(type_, ObjectOf) else "tuple"


def _collections(name: str, types: Sequence[Type]) -> Type | None:
    element = unify([type_.element for type_ in types if isinstance(type_, Collection)])
    return None if element is None else Collection(name, element)


def _objects(types: list[ObjectOf]) -> Type | None:
    names = types[0].attributes.keys()
    if any(type_.attributes.keys() != names for type_ in types):
        return _joined("map", types, [each for type_ in types for each in type_.attributes.values()])
    merged: dict[str, Type] = {}
    for name in names:
        found = unify([type_.attributes[name] for type_ in types])
        if found is None:
            return None
        merged[name] = found
    return ObjectOf(merged)


def _tuples(types: list[TupleOf]) -> Type | None:
    if len({len(type_.elements) for type_ in types}) > 1:
        return _joined("list", types, [each for type_ in types for each in type_.elements])
    merged: list[Type] = []
    for column in zip(*(type_.elements for type_ in types), strict=True):
        found = unify(column)
        if found is None:
            return None
        merged.append(found)
    return TupleOf(tuple(merged))


def _joined(name: str, types: Sequence[Type], parts: list[Type]) -> Type | None:
    """The collection of all parts that each of these structures can become."""
    element = unify(parts) if parts else None
    if element is None:
        return None
    joined = Collection(name, element)
    # A part of no known type may hide that others do not go together.
    return joined if all(convertible(type_, joined) for type_ in types) else None


def _structures_as_collections(types: Sequence[Type]) -> Type | None:
    """The collection that maps and objects, or lists and tuples, become together."""
    objects = [type_ for type_ in types if isinstance(type_, ObjectOf)]
    tuples = [type_ for type_ in types if isinstance(type_, TupleOf)]
    inner = [each for type_ in objects for each in type_.attributes.values()]
    inner += [each for type_ in tuples for each in type_.elements]
    joined = _joined("map" if objects else "list", [*objects, *tuples], inner)
    if joined is None:
        return None
    found = unify([joined if isinstance(type_, ObjectOf | TupleOf) else type_ for type_ in types])
    return found if isinstance(found, Collection) else None


def _preferred(types: Sequence[Type]) -> Type | None:
    """The first type, more general ones before others, that all others convert to."""
    rest: list[Type] = []
    for type_ in types:
        if type_ not in rest:
            rest.append(type_)
    all_types = list(rest)
    while rest:
        best = next((t for t in rest if not any(_compare(o, t) < 0 for o in rest if o is not t)), rest[0])
        if all(convertible(other, best) for other in all_types):
            return best
        rest.remove(best)
    return None


def _compare(one: Type, other: Type) -> int:
    """Negative if the first is more general than the second, positive if it is the other way round."""
    if ANY in (one, other):
        return (one == ANY) - (other == ANY)
    if isinstance(one, Primitive) and isinstance(other, Primitive):
        return (other == STRING) - (one == STRING)
    if isinstance(one, Collection) and isinstance(other, Collection) and one.name == other.name:
        return _compare(one.element, other.element)
    rank = {"set": 0, "tuple": 1, "list": 2, "object": 1, "map": 2}
    first, second = _kind(one), _kind(other)
    families = [{"set", "tuple", "list"}, {"object", "map"}]
    if first != second and any({first, second} <= family for family in families):
        # A set gives way to no sequence: a list or tuple is preferred to it, a list to a tuple, a map to an object.
        return rank[second] - rank[first]
    if isinstance(one, ObjectOf) and isinstance(other, ObjectOf):
        if one.attributes.keys() != other.attributes.keys():
            return 0
        return _overall([_compare(one.attributes[n], other.attributes[n]) for n in one.attributes])
    if isinstance(one, TupleOf) and isinstance(other, TupleOf) and len(one.elements) == len(other.elements):
        return _overall([_compare(a, b) for a, b in zip(one.elements, other.elements, strict=True)])
    return 0


def _overall(results: list[int]) -> int:
    smaller, larger = any(r < 0 for r in results), any(r > 0 for r in results)
    return 0 if smaller == larger else (-1 if smaller else 1)


def convertible(given: Type, wanted: Type) -> bool:
    """Whether values of a type can become another, at least some of them."""
    if given == wanted or wanted in (ANY, UNSAID) or given in (ANY, UNSAID):
        return True
    match given, wanted:
        case Primitive(), Primitive():
            return STRING in (given, wanted)
        case ObjectOf(), ObjectOf():
            return all(
                convertible(given.attributes[name], type_)
                if name in given.attributes
                else name in wanted.optional
                for name, type_ in wanted.attributes.items()
            )
        case TupleOf(), TupleOf():
            return len(given.elements) == len(wanted.elements) and all(
                convertible(a, b) for a, b in zip(given.elements, wanted.elements, strict=True)
            )
        case Collection(), Collection():
            same = given.name == wanted.name or "map" not in (given.name, wanted.name)
            return same and convertible(given.element, wanted.element)
        case TupleOf(elements), Collection(name="list" | "set"):
            return _all_become(elements, wanted.element)
        case ObjectOf(attributes), Collection(name="map", element=element):
            parts = tuple(attributes.values())
            return unify(parts) is not None if element == ANY else _all_become(parts, element)
        case Collection(name="map"), ObjectOf(attributes):
            return all(
                name in wanted.optional or convertible(given.element, type_)
                for name, type_ in attributes.items()
            )
    return False


def _all_become(parts: tuple[Type, ...], wanted: Type) -> bool:
    if wanted != ANY or not parts:
        return all(convertible(part, wanted) for part in parts)
    element = unify(parts)
    return element is not None and (element != ANY or all(part == ANY for part in parts))


def uniform(items: Iterable[Val]) -> bool:
    """Whether all whose type is known have the same, as far as we can tell."""
    types = [type_ for type_ in map(type_of, items) if type_ != ANY]
    return all(type_ == types[0] for type_ in types) or any(mentions(type_, UNSAID) for type_ in types)
