"""Functions of sets."""

from __future__ import annotations

from itertools import product
from math import prod
from typing import TYPE_CHECKING

from vmgate.model.value import Unknown
from vmgate.read.hcl.evaluate.conversion import as_set, convert
from vmgate.read.hcl.evaluate.functions.signature import Context, define, sequence
from vmgate.read.hcl.evaluate.operators import equal
from vmgate.read.hcl.evaluate.types import ANY, Collection, TupleOf
from vmgate.read.hcl.evaluate.unification import element_type, type_of, unify
from vmgate.read.hcl.evaluate.values import EvaluationError, ListValue, SetValue

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmgate.read.hcl.evaluate.types import Type
    from vmgate.read.hcl.evaluate.values import Val

_SET = Collection("set", ANY)
_MOST_ROWS = 100_000


def _common(args: list[Val]) -> tuple[list[tuple[Val, ...]], Type]:
    """The sets as sets of one type, and that type. An empty set without a type has no say in it."""
    types = [element_type(arg) for arg in args if sequence(arg) or element_type(arg) != ANY]
    of = unify(types)
    if of is None or (of == ANY and any(type_ != ANY for type_ in types)):
        raise EvaluationError("the sets have no common type of elements")
    return [sequence(convert(arg, Collection("set", of))) for arg in args], of


@define("setunion", _SET, rest=_SET, policy="parts")
def _setunion(args: list[Val], _: Context) -> Val:
    found, of = _common(args)
    return as_set([item for each in found for item in each], of)


@define("setintersection", _SET, rest=_SET)
def _setintersection(args: list[Val], _: Context) -> Val:
    (first, *others), of = _common(args)
    members = [_members(other) for other in others]
    return as_set([item for item in first if all(member(item) for member in members)], of)


@define("setsubtract", _SET, _SET)
def _setsubtract(args: list[Val], _: Context) -> Val:
    (first, second), of = _common(args)
    member = _members(second)
    return as_set([item for item in first if not member(item)], of)


def _members(items: tuple[Val, ...]) -> Callable[[Val], bool]:
    """Whether something is among the items."""
    texts = {item for item in items if isinstance(item, str)}
    others = [item for item in items if not isinstance(item, str)]
    return lambda item: (
        item in texts if isinstance(item, str) else any(equal(item, other) is True for other in others)
    )


@define("setproduct", rest=ANY)
def _setproduct(args: list[Val], _: Context) -> Val:
    if len(args) < 2:
        raise EvaluationError("setproduct needs two sets")
    if prod(len(sequence(arg)) for arg in args) > _MOST_ROWS:
        return Unknown(f"setproduct has more than {_MOST_ROWS} elements")
    types = [_unified(arg) for arg in args]
    if not all(sequence(arg) for arg in args):
        of = TupleOf(tuple(types))
        return SetValue((), of) if any(isinstance(arg, SetValue) for arg in args) else ListValue((), of)
    if any(of == ANY and not _untyped(arg) for arg, of in zip(args, types, strict=True)):
        raise EvaluationError("the elements of a set have no common type")
    columns = [[convert(item, of) for item in sequence(arg)] for arg, of in zip(args, types, strict=True)]
    rows: list[Val] = [tuple(row) for row in product(*columns)]
    of = TupleOf(tuple(types))
    return as_set(rows, of) if any(isinstance(arg, SetValue) for arg in args) else ListValue(rows, of)


def _unified(value: Val) -> Type:
    if isinstance(value, SetValue | ListValue):
        return element_type(value)
    type_ = unify([type_of(item) for item in sequence(value)])
    if type_ is None:
        raise EvaluationError("the elements of a set have no common type")
    return type_


def _untyped(value: Val) -> bool:
    return all(type_of(item) == ANY for item in sequence(value))
