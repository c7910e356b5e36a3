"""Functions that ask something of a collection."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.model.value import Unknown
from vmgate.read.hcl.evaluate.conversion import convert
from vmgate.read.hcl.evaluate.functions.graphemes import clusters
from vmgate.read.hcl.evaluate.functions.signature import Context, define, mapping, sequence, string, whole
from vmgate.read.hcl.evaluate.operators import equal
from vmgate.read.hcl.evaluate.traversal import attribute, index
from vmgate.read.hcl.evaluate.types import ANY, BOOL, NUMBER, STRING, Collection, TupleOf
from vmgate.read.hcl.evaluate.unification import element_type, type_of, unify
from vmgate.read.hcl.evaluate.unknowns import settled_length
from vmgate.read.hcl.evaluate.values import (
    EvaluationError,
    Lazy,
    ListValue,
    MapValue,
    Null,
    SetValue,
    UnknownCollection,
    computed,
    either,
    is_null,
    mark,
    unmark,
    unmark_deep,
)
from vmgate.read.hcl.numbers import Counted

if TYPE_CHECKING:
    from vmgate.read.hcl.evaluate.values import Val

_BOOLS = Collection("list", BOOL)


@define("length", ANY, policy="parts")
def _length(args: list[Val], _: Context) -> Val:
    value = args[0]
    if isinstance(value, str):
        return Counted(len(clusters(value)))
    if isinstance(value, SetValue) and not settled_length(value):
        return Unknown("some elements of a set are not known")
    if isinstance(value, dict | tuple):
        return Counted(len(value))
    raise EvaluationError("length is for strings and collections")


@define("contains", ANY, ANY, policy="all")
def _contains(args: list[Val], _: Context) -> Val:
    collection, first = unmark_deep(args[0])
    wanted, second = unmark_deep(args[1])
    secret = first or second
    for value in (collection, wanted):
        if isinstance(value, Unknown):
            return mark(computed(value), secret)
    items = sequence(collection)
    results = [equal(wanted, item) for item in items]
    if True in results:
        return mark(True, secret)  # noqa: FBT003  - the answer
    return mark(next((r for r in results if isinstance(r, Unknown)), False), secret)


@define("lookup", ANY, STRING, rest=ANY, policy="all", nullable=True)
def _lookup(args: list[Val], _: Context) -> Val:
    if len(args) > 3:
        raise EvaluationError("lookup takes two or three arguments")
    value, first = unmark(args[0])
    key, second = unmark(args[1])
    marked = first or second
    fallback = args[2] if len(args) > 2 else None
    if isinstance(value, MapValue) and len(args) > 2:
        fallback = convert(fallback, element_type(value))
    if isinstance(key, Unknown):
        return mark(computed(key), marked)
    name = string(key)
    if isinstance(value, Unknown):
        found = attribute(value, name)
        return mark(either(found, fallback) if len(args) > 2 else found, marked)
    if isinstance(value, Lazy):
        return mark(value.attribute(name), marked)
    if name in mapping(value):
        return mark(mapping(value)[name], marked)
    if len(args) > 2:
        return mark(fallback, marked)
    raise EvaluationError(f"there is no key {name}")


@define("element", ANY, NUMBER, policy="all")
def _element(args: list[Val], _: Context) -> Val:
    value, first = unmark(args[0])
    key, second = unmark(args[1])
    marked = first or second
    if isinstance(value, UnknownCollection):
        return mark(value.element, marked)
    if isinstance(value, Unknown):
        return mark(computed(value), marked)
    if isinstance(key, Unknown):
        return mark(index(value, key), marked)
    items = sequence(value)
    if isinstance(value, SetValue) or not items:
        raise EvaluationError("element needs a list that is not empty")
    position = whole(key)
    if not isinstance(value, ListValue) and position < 0 and position % len(items):
        # Terraform 1.11 takes Go's remainder for an index, which is below 0.
        raise EvaluationError("element of a tuple needs an index of at least 0")
    return mark(items[position % len(items)], marked)


@define("index", ANY, ANY)
def _index(args: list[Val], _: Context) -> Val:
    if isinstance(args[0], SetValue):
        raise EvaluationError("a set has no positions")
    for position, item in enumerate(sequence(args[0])):
        if equal(item, args[1]) is True:
            return Counted(position)
    raise EvaluationError("the value is not in the list")


@define("one", ANY, policy="all")
def _one(args: list[Val], _: Context) -> Val:
    # A secret anywhere in the element makes one of it.
    value, marked = unmark_deep(args[0])
    if isinstance(value, UnknownCollection):
        element, inner = unmark(value.element)
        references = element.references if isinstance(element, Unknown) else ()
        return mark(Unknown(value.reason, references), marked or inner)
    if isinstance(value, Unknown):
        return mark(computed(value), marked)
    items = sequence(value)
    if isinstance(value, SetValue) and not settled_length(value):
        return mark(Unknown("some elements of a set are not known"), marked)
    if len(items) > 1:
        raise EvaluationError("one is for a list of at most one element")
    if items:
        return mark(items[0], marked)
    type_ = type_of(value)
    return mark(
        Null(type_.element) if isinstance(type_, Collection) and type_.element != ANY else None, marked
    )


@define("coalesce", rest=ANY, policy="all", nullable=True)
def _coalesce(args: list[Val], _: Context) -> Val:
    bare = [unmark_deep(arg) for arg in args]
    marked = any(secret for _, secret in bare)
    values = [value for value, _ in bare]
    type_ = unify([type_of(value) for value in values])
    if type_ is None:
        raise EvaluationError("the arguments of coalesce have no common type")
    for position, value in enumerate(values):
        try:
            converted = convert(value, type_)
        except EvaluationError:
            # Terraform passes over what does not become the common type after all.
            continue
        if isinstance(converted, Unknown):
            rest = [other for other in values[position:] if not is_null(other) and other != ""]
            return mark(either(*rest), marked)
        if not is_null(converted) and converted != "":
            return mark(converted, marked)
    raise EvaluationError("all arguments of coalesce are null or empty")


@define("coalescelist", rest=ANY, policy="items", nullable=True)
def _coalescelist(args: list[Val], _: Context) -> Val:
    for value in args:
        type_ = type_of(value)
        if not (isinstance(type_, TupleOf) or (isinstance(type_, Collection) and type_.name == "list")):
            raise EvaluationError("coalescelist is for lists and tuples")
    # A secret anywhere in the arguments makes one of the result.
    bare = [unmark_deep(arg) for arg in args]
    for value, _marked in bare:
        if isinstance(value, tuple) and value:
            return mark(value, any(secret for _, secret in bare))
    raise EvaluationError("all arguments of coalescelist are empty")


@define("alltrue", _BOOLS, policy="parts")
def _alltrue(args: list[Val], _: Context) -> Val:
    bare = [unmark(item) for item in sequence(args[0])]
    secret = any(marked for _, marked in bare)
    for value, _marked in bare:
        if isinstance(value, Unknown):
            return mark(computed(value), secret)
        if value is not True:
            return mark(False, secret)  # noqa: FBT003  - the answer
    return mark(True, secret)  # noqa: FBT003  - the answer


@define("anytrue", _BOOLS, policy="parts")
def _anytrue(args: list[Val], _: Context) -> Val:
    bare = [unmark(item) for item in sequence(args[0])]
    secret = any(marked for _, marked in bare)
    if any(value is True for value, _ in bare):
        return mark(True, secret)  # noqa: FBT003  - the answer
    doubt = next((value for value, _ in bare if isinstance(value, Unknown)), None)
    return mark(computed(doubt) if doubt is not None else False, secret)
