"""Functions of maps and objects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.model.value import Unknown
from vmgate.read.hcl.evaluate.conversion import convert, to_string
from vmgate.read.hcl.evaluate.functions.signature import (
    MANY,
    Context,
    define,
    mapping,
    sequence,
    string,
    strings,
)
from vmgate.read.hcl.evaluate.types import ANY, Collection, type_of
from vmgate.read.hcl.evaluate.values import EvaluationError, ListValue, MapValue, computed, mark, unmark

if TYPE_CHECKING:
    from vmgate.read.hcl.evaluate.values import Val


@define("keys", 1, policy="parts")
def _keys(args: list[Val], _: Context) -> Val:
    names = sorted(mapping(args[0]))
    return ListValue(names) if isinstance(args[0], MapValue) else tuple(names)


@define("values", 1, policy="parts")
def _values(args: list[Val], _: Context) -> Val:
    found = mapping(args[0])
    items = [found[name] for name in sorted(found)]
    return ListValue(items) if isinstance(args[0], MapValue) else tuple(items)


@define("merge", 0, MANY, policy="parts")
def _merge(args: list[Val], _: Context) -> Val:
    merged: dict[str, Val] = {}
    for arg in args:
        if arg is not None:
            merged.update(mapping(arg))
    types = {repr(type_of(value)) for value in merged.values()}
    if args and len(types) <= 1 and all(isinstance(arg, MapValue) for arg in args):
        return MapValue(merged)
    return merged


@define("zipmap", 2, policy="all")
def _zipmap(args: list[Val], _: Context) -> Val:
    names, first = unmark(args[0])
    values, second = unmark(args[1])
    for value in (names, values):
        if isinstance(value, Unknown):
            return mark(computed(value), first or second)
    if len(sequence(names)) != len(sequence(values)):
        raise EvaluationError("zipmap needs as many keys as values")
    result: dict[str, Val] = {}
    for name, value in zip(sequence(names), sequence(values), strict=True):
        key, marked = unmark(name)
        first = first or marked
        if isinstance(key, Unknown):
            return mark(computed(key), marked=True) if first or second else computed(key)
        result[to_string(key)] = value
    whole: Val = MapValue(result) if isinstance(values, ListValue) else result
    return mark(whole, first or second)


@define("tomap", 1, policy="all")
def _tomap(args: list[Val], _: Context) -> Val:
    return convert(args[0], Collection("map", ANY))


@define("transpose", 1)
def _transpose(args: list[Val], _: Context) -> Val:
    turned: dict[str, list[str]] = {}
    for name, values in sorted(mapping(args[0]).items()):
        for value in strings(values):
            turned.setdefault(value, []).append(string(name))
    return MapValue((name, ListValue(sorted(names))) for name, names in turned.items())
