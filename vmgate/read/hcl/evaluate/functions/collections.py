"""Functions that ask something of a collection."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.model.value import Unknown
from vmgate.read.hcl.evaluate.conversion import convert, to_bool
from vmgate.read.hcl.evaluate.functions.signature import MANY, Context, define, mapping, sequence, string
from vmgate.read.hcl.evaluate.operators import binary, equal
from vmgate.read.hcl.evaluate.traversal import attribute, index
from vmgate.read.hcl.evaluate.types import type_of, unify
from vmgate.read.hcl.evaluate.values import (
    EvaluationError,
    Lazy,
    ListValue,
    SetValue,
    UnknownCollection,
    computed,
    either,
    mark,
    unmark,
    unmark_deep,
    wholly_known,
)

if TYPE_CHECKING:
    from vmgate.read.hcl.evaluate.values import Val


@define("length", 1, policy="parts")
def _length(args: list[Val], _: Context) -> Val:
    value = args[0]
    if isinstance(value, str):
        if not value.isascii():
            return Unknown("the length of text beyond ASCII is not evaluated")
        return len(value)
    if isinstance(value, SetValue) and not all(wholly_known(item) for item in value):
        return Unknown("some elements of a set are not known")
    if isinstance(value, dict | tuple):
        return len(value)
    raise EvaluationError("length is for strings and collections")


@define("contains", 2, policy="all")
def _contains(args: list[Val], _: Context) -> Val:
    collection, first = unmark_deep(args[0])
    wanted, second = unmark_deep(args[1])
    if isinstance(collection, Unknown):
        return mark(computed(collection), first or second)
    results = [equal(item, wanted) for item in _as_one_type(sequence(collection))]
    if True in results:
        return mark(True, first or second)  # noqa: FBT003  - the answer
    return mark(next((r for r in results if isinstance(r, Unknown)), False), first or second)


def _as_one_type(items: tuple[Val, ...]) -> list[Val]:
    """The elements as one type, which a tuple gets before it is searched."""
    type_ = unify([type_of(item) for item in items if item is not None])
    return [convert(item, type_) if type_ is not None else item for item in items]


@define("lookup", 2, 3, policy="all")
def _lookup(args: list[Val], _: Context) -> Val:
    value, first = unmark(args[0])
    key, second = unmark(args[1])
    fallback = args[2] if len(args) > 2 else None
    marked = first or second
    if isinstance(key, Unknown):
        return mark(computed(key), marked)
    name = string(key)
    if isinstance(value, Unknown):
        return mark(
            either(attribute(value, name), fallback) if len(args) > 2 else attribute(value, name), marked
        )
    if isinstance(value, Lazy):
        return mark(value.attribute(name), marked)
    if name in mapping(value):
        return mark(mapping(value)[name], marked)
    if len(args) > 2:
        return mark(fallback, marked)
    raise EvaluationError(f"there is no key {name}")


@define("element", 2, policy="all")
def _element(args: list[Val], _: Context) -> Val:
    value, first = unmark(args[0])
    key, second = unmark(args[1])
    if isinstance(value, UnknownCollection):
        return mark(value.element, first or second)
    if isinstance(value, Unknown):
        return mark(computed(value), first or second)
    if isinstance(key, Unknown):
        return mark(index(value, key), first or second)
    items = sequence(value)
    if isinstance(value, SetValue) or not items:
        raise EvaluationError("element needs a list that is not empty")
    if not isinstance(value, ListValue) and isinstance(key, int) and key < 0:
        raise EvaluationError("element of a tuple needs an index of at least 0")
    position = index(tuple(range(len(items))), _modulo(key, len(items)))
    return mark(items[position], first or second) if isinstance(position, int) else None


def _modulo(key: Val, size: int) -> Val:
    return key % size if isinstance(key, int) and not isinstance(key, bool) else key


@define("index", 2)
def _index(args: list[Val], _: Context) -> Val:
    for position, item in enumerate(sequence(args[0])):
        if equal(item, args[1]) is True:
            return position
    raise EvaluationError("the value is not in the list")


@define("one", 1, policy="all")
def _one(args: list[Val], _: Context) -> Val:
    value, marked = unmark(args[0])
    if isinstance(value, UnknownCollection):
        element, inner = unmark(value.element)
        references = element.references if isinstance(element, Unknown) else ()
        return mark(Unknown(value.reason, references), marked or inner)
    if isinstance(value, Unknown):
        return mark(computed(value), marked)
    items = sequence(value)
    if len(items) > 1:
        raise EvaluationError("one is for a list of at most one element")
    return mark(items[0] if items else None, marked)


@define("coalesce", 1, MANY, policy="all")
def _coalesce(args: list[Val], _: Context) -> Val:
    bare = [unmark(arg) for arg in args]
    type_ = unify([type_of(value) for value, _ in bare if value is not None])
    if type_ is None:
        raise EvaluationError("the arguments of coalesce have no common type")
    for position, (value, marked) in enumerate(bare):
        if isinstance(value, Unknown):
            return mark(either(*[v for v, _ in bare[position:] if v is not None and v != ""]), marked)
        if value is not None and value != "":
            return mark(convert(value, type_), marked)
    raise EvaluationError("all arguments of coalesce are null or empty")


@define("coalescelist", 1, MANY, policy="parts")
def _coalescelist(args: list[Val], _: Context) -> Val:
    for value in args:
        if value is not None and sequence(value):
            return value
    raise EvaluationError("all arguments of coalescelist are empty")


@define("alltrue", 1, policy="parts")
def _alltrue(args: list[Val], _: Context) -> Val:
    bare = [unmark(item) for item in sequence(args[0])]
    secret = any(marked for _, marked in bare)
    unknown = next((value for value, _ in bare if isinstance(value, Unknown)), None)
    if unknown is not None:
        return mark(computed(unknown), secret)
    return mark(all(value is not None and to_bool(value) for value, _ in bare), secret)


@define("anytrue", 1, policy="parts")
def _anytrue(args: list[Val], _: Context) -> Val:
    bare = [unmark(item) for item in sequence(args[0])]
    secret = any(marked for _, marked in bare)
    if any(value is not None and not isinstance(value, Unknown) and to_bool(value) for value, _ in bare):
        return mark(True, secret)  # noqa: FBT003  - the answer
    unknown = next((value for value, _ in bare if isinstance(value, Unknown)), None)
    return mark(computed(unknown) if unknown is not None else False, secret)


@define("sum", 1)
def _sum(args: list[Val], _: Context) -> Val:
    items = sequence(args[0])
    if not items:
        raise EvaluationError("sum needs a list that is not empty")
    total: Val = 0
    for item in items:
        total = binary("+", total, item)
    return total
