"""Functions of maps and objects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.model.value import Unknown
from vmgate.read.hcl.evaluate.conversion import to_string
from vmgate.read.hcl.evaluate.functions.signature import Context, define, mapping, sequence, strings
from vmgate.read.hcl.evaluate.types import ANY, STRING, UNSAID, Collection, ObjectOf
from vmgate.read.hcl.evaluate.unification import element_type, type_of
from vmgate.read.hcl.evaluate.values import (
    EvaluationError,
    ListValue,
    MapValue,
    SetValue,
    first_unknown,
    is_null,
    mark,
    unmark,
    unmark_deep,
)

if TYPE_CHECKING:
    from vmgate.read.hcl.evaluate.types import Type
    from vmgate.read.hcl.evaluate.values import Val

_LISTS = Collection("list", STRING)


@define("keys", ANY, policy="parts")
def _keys(args: list[Val], _: Context) -> Val:
    names = sorted(mapping(args[0]))
    return ListValue(names, STRING) if isinstance(args[0], MapValue) else tuple(names)


@define("values", ANY, policy="items")
def _values(args: list[Val], _: Context) -> Val:
    found = mapping(args[0])
    items = [found[name] for name in sorted(found)]
    return ListValue(items, element_type(found)) if isinstance(found, MapValue) else tuple(items)


@define("merge", rest=ANY, policy="items", nullable=True)
def _merge(args: list[Val], _: Context) -> Val:
    merged: dict[str, Val] = {}
    types = [type_of(arg) for arg in args]
    untyped = False
    for arg, type_ in zip(args, types, strict=True):
        untyped = untyped or type_ == ANY
        if untyped and arg == ():
            continue
        if not is_null(arg):
            merged.update(mapping(arg))
        elif not (untyped or isinstance(type_, ObjectOf) or _is_map(type_)):
            # After a null without a type, Terraform no longer looks at types.
            raise EvaluationError("merge is for maps and objects")
    first = types[0] if types else ANY
    if isinstance(first, Collection) and first.element != UNSAID and all(type_ == first for type_ in types):
        return MapValue(merged, first.element)
    return merged


def _is_map(type_: Type) -> bool:
    return isinstance(type_, Collection) and type_.name == "map"


@define("zipmap", _LISTS, ANY, policy="all")
def _zipmap(args: list[Val], _: Context) -> Val:
    names, first = unmark(args[0])
    values, second = unmark(args[1])
    for value in (names, values):
        if isinstance(value, Unknown):
            return mark(Unknown(value.reason), first or second)
    doubt = first_unknown([names])
    if doubt is not None:
        return mark(Unknown(doubt.reason), first or second or unmark_deep(names)[1])
    if isinstance(values, SetValue) or len(sequence(names)) != len(sequence(values)):
        raise EvaluationError("zipmap needs as many keys as values")
    result: dict[str, Val] = {}
    marked = first or second
    for name, value in zip(sequence(names), sequence(values), strict=True):
        key, secret = unmark(name)
        marked = marked or secret
        if is_null(key):
            raise EvaluationError("a key is null")
        result[to_string(key)] = value
    whole: Val = MapValue(result, element_type(values)) if isinstance(values, ListValue) else result
    return mark(whole, marked)


@define("transpose", Collection("map", _LISTS))
def _transpose(args: list[Val], _: Context) -> Val:
    turned: dict[str, list[str]] = {}
    for name, values in sorted(mapping(args[0]).items()):
        for value in strings(values):
            turned.setdefault(value, []).append(name)
    return MapValue(((name, ListValue(turned[name], STRING)) for name in sorted(turned)), _LISTS)
