"""Functions that make lists of lists."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from vmgate.model.value import Unknown
from vmgate.read.hcl.evaluate.conversion import convert
from vmgate.read.hcl.evaluate.effort import spend
from vmgate.read.hcl.evaluate.functions.signature import Context, define, sequence, string, strings, whole
from vmgate.read.hcl.evaluate.operators import equal
from vmgate.read.hcl.evaluate.types import ANY, NUMBER, STRING, UNSAID, Collection
from vmgate.read.hcl.evaluate.unification import element_type, type_of, unify
from vmgate.read.hcl.evaluate.unknowns import settled_length
from vmgate.read.hcl.evaluate.values import (
    EvaluationError,
    ListValue,
    SetValue,
    UnknownCollection,
    computed,
    is_null,
    mark,
    unmark,
)

if TYPE_CHECKING:
    from vmgate.read.hcl.evaluate.values import Val

_LIST = Collection("list", ANY)
_STRINGS = Collection("list", STRING)


@define("concat", rest=ANY, policy="items")
def _concat(args: list[Val], _: Context) -> Val:
    if not args:
        raise EvaluationError("concat needs a list")
    if any(isinstance(arg, SetValue) for arg in args):
        raise EvaluationError("concat is for lists and tuples")
    spend(sum(len(sequence(arg)) for arg in args))
    joined = [item for arg in args for item in sequence(arg)]
    if all(isinstance(arg, ListValue) for arg in args):
        type_ = unify([type_of(arg) for arg in args])
        if isinstance(type_, Collection) and type_.name == "list":
            return convert(tuple(joined), type_) if type_.element not in {ANY, UNSAID} else ListValue(joined)
    return tuple(joined)


@define("flatten", ANY, policy="all")
def _flatten(args: list[Val], _: Context) -> Val:
    value, marked = unmark(args[0])
    if isinstance(value, Unknown):
        return mark(computed(value), marked)
    flat: list[Val] = []
    for item in sequence(value):
        bare, secret = unmark(item)
        if isinstance(bare, UnknownCollection):
            return mark(UnknownCollection(bare.reason, (), bare.element), marked or secret)
        if isinstance(bare, SetValue) and not settled_length(bare):
            return mark(Unknown("some elements of a set are not known"), marked or secret)
        if isinstance(bare, tuple):
            inner, deeper = unmark(_flatten([bare], _))
            marked = marked or secret or deeper
            if isinstance(inner, Unknown):
                return mark(inner, marked)
            flat += sequence(inner)
        else:
            flat.append(item)
    return mark(tuple(flat), marked)


@define("compact", _STRINGS)
def _compact(args: list[Val], _: Context) -> Val:
    return ListValue([string(item) for item in sequence(args[0]) if not is_null(item) and item != ""], STRING)


@define("distinct", _LIST)
def _distinct(args: list[Val], _: Context) -> Val:
    found: list[Val] = []
    seen: set[object] = set()
    for item in sequence(args[0]):
        # The elements are of one type, so that no number is taken for a bool.
        if isinstance(item, str | int | Fraction):
            if item not in seen:
                seen.add(item)
                found.append(item)
        elif not any(equal(item, other) is True for other in found):
            found.append(item)
    return ListValue(found, element_type(args[0]))


@define("reverse", ANY, policy="items")
def _reverse(args: list[Val], _: Context) -> Val:
    items = reversed(sequence(args[0]))
    if isinstance(args[0], ListValue | SetValue):
        return ListValue(items, element_type(args[0]))
    return tuple(items)


@define("sort", _STRINGS)
def _sort(args: list[Val], _: Context) -> Val:
    return ListValue(sorted(strings(args[0])), STRING)


@define("slice", ANY, NUMBER, NUMBER, policy="items")
def _slice(args: list[Val], _: Context) -> Val:
    items, start, end = sequence(args[0]), whole(args[1]), whole(args[2])
    if isinstance(args[0], SetValue) or not 0 <= start <= end <= len(items):
        raise EvaluationError("slice goes beyond the list")
    part = tuple(items)[start:end]
    return ListValue(part, element_type(args[0])) if isinstance(args[0], ListValue) else part


@define("chunklist", _LIST, NUMBER, policy="items")
def _chunklist(args: list[Val], _: Context) -> Val:
    items, size = sequence(args[0]), whole(args[1])
    of = element_type(args[0])
    if size < 0:
        raise EvaluationError("the size of a chunk is negative")
    size = size or max(1, len(items))
    chunks = [ListValue(tuple(items)[at : at + size], of) for at in range(0, len(items), size)]
    return ListValue(chunks, Collection("list", of))


@define("matchkeys", _LIST, _LIST, _LIST)
def _matchkeys(args: list[Val], _: Context) -> Val:
    type_ = unify([type_of(arg) for arg in args[1:]])
    if type_ is None:
        raise EvaluationError("the keys and the set that is searched have no common type")
    values = sequence(args[0])
    keys, wanted = (sequence(convert(arg, type_)) for arg in args[1:])
    if len(values) != len(keys):
        raise EvaluationError("matchkeys needs as many keys as values")
    pairs = zip(values, keys, strict=True)
    found = [value for value, key in pairs if any(equal(key, other) is True for other in wanted)]
    return ListValue(found, element_type(args[0]))
