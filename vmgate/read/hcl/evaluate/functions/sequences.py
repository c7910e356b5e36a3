"""Functions that make lists and sets of lists and sets."""

from __future__ import annotations

from itertools import product
from math import prod
from typing import TYPE_CHECKING

from vmgate.model.value import Unknown
from vmgate.read.hcl import numbers
from vmgate.read.hcl.evaluate.conversion import as_set, convert, to_number
from vmgate.read.hcl.evaluate.functions.signature import (
    MANY,
    Context,
    define,
    sequence,
    string,
    strings,
    whole,
)
from vmgate.read.hcl.evaluate.operators import equal
from vmgate.read.hcl.evaluate.types import Collection, type_of, unify
from vmgate.read.hcl.evaluate.values import (
    EvaluationError,
    ListValue,
    SetValue,
    UnknownCollection,
    computed,
    mark,
    unmark,
    wholly_known,
)

if TYPE_CHECKING:
    from vmgate.read.hcl.evaluate.values import Val

_LONGEST = 1024
_MOST_ROWS = 100_000
_ANY = type_of(None)


def _list(items: list[Val] | tuple[Val, ...]) -> Val:
    """The elements as a list if they have one type, else as a tuple."""
    type_ = unify([type_of(item) for item in items if item is not None])
    if type_ is None:
        return tuple(items)
    return convert(tuple(items), Collection("list", type_))


@define("concat", 1, MANY, policy="parts")
def _concat(args: list[Val], _: Context) -> Val:
    joined = [item for arg in args for item in sequence(arg)]
    return _list(joined) if all(isinstance(arg, ListValue | SetValue) for arg in args) else tuple(joined)


@define("flatten", 1, policy="all")
def _flatten(args: list[Val], _: Context) -> Val:
    value, marked = unmark(args[0])
    if isinstance(value, Unknown):
        return mark(computed(value), marked)
    flat: list[Val] = []
    for item in sequence(value):
        bare, secret = unmark(item)
        if isinstance(bare, UnknownCollection):
            return mark(UnknownCollection(bare.reason, (), bare.element), marked or secret)
        if isinstance(bare, tuple):
            inner, deeper = unmark(_flatten([bare], _))
            marked = marked or secret or deeper
            if isinstance(inner, Unknown):
                return mark(inner, marked)
            flat += sequence(inner)
        else:
            flat.append(item)
    return mark(tuple(flat), marked)


@define("compact", 1)
def _compact(args: list[Val], _: Context) -> Val:
    return ListValue(string(item) for item in sequence(args[0]) if item is not None and item != "")


@define("distinct", 1)
def _distinct(args: list[Val], _: Context) -> Val:
    found: list[Val] = []
    for item in sequence(_list(sequence(args[0]))):
        if not any(equal(item, other) is True for other in found):
            found.append(item)
    return ListValue(found)


@define("reverse", 1, policy="parts")
def _reverse(args: list[Val], _: Context) -> Val:
    items = reversed(sequence(args[0]))
    return ListValue(items) if isinstance(args[0], ListValue | SetValue) else tuple(items)


@define("sort", 1)
def _sort(args: list[Val], _: Context) -> Val:
    return ListValue(sorted(strings(args[0])))


@define("slice", 3, policy="parts")
def _slice(args: list[Val], _: Context) -> Val:
    items, start, end = sequence(args[0]), whole(args[1]), whole(args[2])
    if not 0 <= start <= end <= len(items):
        raise EvaluationError("slice goes beyond the list")
    return ListValue(items[start:end]) if isinstance(args[0], ListValue) else items[start:end]


@define("range", 1, 3)
def _range(args: list[Val], _: Context) -> Val:
    values = [to_number(arg) for arg in args]
    start, limit = (0, values[0]) if len(values) == 1 else (values[0], values[1])
    step = values[2] if len(values) > 2 else (1 if start <= limit else -1)
    if step == 0 or ((start < limit) != (step > 0) and start != limit):
        raise EvaluationError("the step of range leads away from its limit")
    found: list[Val] = []
    while start < limit if step > 0 else start > limit:
        if len(found) >= _LONGEST:
            raise EvaluationError("range yields more than 1024 numbers")
        found.append(start)
        start = numbers.rounded(start + step)
    return ListValue(found)


@define("chunklist", 2, policy="parts")
def _chunklist(args: list[Val], _: Context) -> Val:
    items, size = sequence(args[0]), whole(args[1])
    if size < 0:
        raise EvaluationError("the size of a chunk is negative")
    if size == 0:
        return ListValue([ListValue(items)])
    return ListValue(ListValue(items[at : at + size]) for at in range(0, len(items), size))


@define("matchkeys", 3)
def _matchkeys(args: list[Val], _: Context) -> Val:
    values, keys, wanted = (sequence(arg) for arg in args)
    if len(values) != len(keys):
        raise EvaluationError("matchkeys needs as many keys as values")
    pairs = zip(values, keys, strict=True)
    return ListValue(value for value, key in pairs if any(equal(key, other) is True for other in wanted))


@define("setproduct", 2, MANY)
def _setproduct(args: list[Val], _: Context) -> Val:
    if prod(len(sequence(arg)) for arg in args) > _MOST_ROWS:
        return Unknown(f"setproduct has more than {_MOST_ROWS} elements")
    rows: list[Val] = [tuple(row) for row in product(*(sequence(arg) for arg in args))]
    return as_set(rows) if all(isinstance(arg, SetValue) for arg in args) else ListValue(rows)


@define("setunion", 1, MANY, policy="parts")
def _setunion(args: list[Val], _: Context) -> Val:
    return convert(tuple(item for arg in args for item in sequence(arg)), Collection("set", _ANY))


@define("setintersection", 1, MANY)
def _setintersection(args: list[Val], _: Context) -> Val:
    first, *others = [sequence(arg) for arg in args]
    return as_set(item for item in first if all(_in(item, other) for other in others))


@define("setsubtract", 2)
def _setsubtract(args: list[Val], _: Context) -> Val:
    return as_set(item for item in sequence(args[0]) if not _in(item, sequence(args[1])))


def _in(item: Val, items: tuple[Val, ...]) -> bool:
    return any(equal(item, other) is True for other in items)


@define("toset", 1, policy="all")
def _toset(args: list[Val], _: Context) -> Val:
    value, marked = unmark(args[0])
    if isinstance(value, UnknownCollection):
        return args[0]
    return mark(convert(value, Collection("set", _ANY)), marked)


@define("tolist", 1, policy="all")
def _tolist(args: list[Val], _: Context) -> Val:
    value, marked = unmark(args[0])
    if isinstance(value, SetValue) and not all(wholly_known(item) for item in value):
        return mark(Unknown("some elements of a set are not known"), marked)
    return mark(convert(value, Collection("list", _ANY)), marked)
