"""Whether two values are equal, as far as that can be told."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from vmgate.model.value import Unknown
from vmgate.read.hcl.evaluate.types import ANY, UNSAID, Collection, ObjectOf, TupleOf, mentions
from vmgate.read.hcl.evaluate.unification import type_of
from vmgate.read.hcl.evaluate.unknowns import Typed, excludes, never_null, unknown_bool
from vmgate.read.hcl.evaluate.values import Lazy, SetValue, is_null

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vmgate.read.hcl.evaluate.types import Type
    from vmgate.read.hcl.evaluate.values import Val


def equal(left: Val, right: Val) -> bool | Unknown:
    """Whether two values without marks are the same in type and content; unknown if that is not certain."""
    if isinstance(left, Unknown):
        return _with_unknown(left, right)
    if isinstance(right, Unknown):
        return _with_unknown(right, left)
    if is_null(left) or is_null(right):
        return is_null(left) and is_null(right)
    if isinstance(left, Lazy) or isinstance(right, Lazy):
        whole = [value.whole() if isinstance(value, Lazy) else value for value in (left, right)]
        return equal(whole[0], whole[1])
    if isinstance(left, str | int | Fraction) or isinstance(right, str | int | Fraction):
        return _class(left) == _class(right) and left == right
    one, other = type_of(left), type_of(right)
    doubt = _untyped(left) or _untyped(right)
    if doubt is not None:
        return unknown_bool(doubt.reason) if _conforms(one, other) or _conforms(other, one) else False
    if one != other:
        return False
    return _content(left, right)


def _class(value: Val) -> str:
    if isinstance(value, bool):
        return "bool"
    return "string" if isinstance(value, str) else "number" if isinstance(value, int | Fraction) else "other"


def _with_unknown(unknown: Unknown, other: Val) -> bool | Unknown:
    result = unknown_bool(unknown.reason)
    if is_null(other):
        return False if never_null(unknown) else result
    if not isinstance(unknown, Typed) or isinstance(other, Lazy):
        return result
    if isinstance(other, Unknown):
        return result
    type_ = type_of(other)
    if not _conforms(type_, unknown.type) or excludes(unknown, other):
        return False
    if mentions(unknown.type, ANY) or mentions(unknown.type, UNSAID) or mentions(type_, UNSAID):
        return result
    return result if type_ == unknown.type else False


def _untyped(value: Val) -> Unknown | None:
    """An unknown inside whose type is not known either."""
    if isinstance(value, Typed):
        return value if mentions(value.type, ANY) or mentions(value.type, UNSAID) else None
    if isinstance(value, Unknown):
        return value
    if isinstance(value, Lazy):
        return Unknown("a resource is not known as a whole")
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else ()
    return next((found for item in inner if (found := _untyped(item)) is not None), None)


def _conforms(given: Type, wanted: Type) -> bool:
    if wanted in (ANY, UNSAID) or given in (UNSAID, wanted):
        return True
    match given, wanted:
        case ObjectOf(), ObjectOf():
            return given.attributes.keys() == wanted.attributes.keys() and all(
                _conforms(given.attributes[name], wanted.attributes[name]) for name in given.attributes
            )
        case TupleOf(), TupleOf():
            return len(given.elements) == len(wanted.elements) and all(
                _conforms(a, b) for a, b in zip(given.elements, wanted.elements, strict=True)
            )
        case Collection(), Collection():
            return given.name == wanted.name and _conforms(given.element, wanted.element)
    return False


def _content(left: Val, right: Val) -> bool | Unknown:
    if isinstance(left, SetValue) and isinstance(right, SetValue):
        doubt = next((item for item in (*left, *right) if isinstance(item, Unknown)), None)
        if doubt is not None:
            return unknown_bool(doubt.reason)
        if all(isinstance(item, str | int | Fraction) for item in (*left, *right)):
            return tuple(left) == tuple(right)
        return all(_member(item, right) for item in left) and all(_member(item, left) for item in right)
    if isinstance(left, tuple) and isinstance(right, tuple):
        return len(left) == len(right) and _in_order(equal(a, b) for a, b in zip(left, right, strict=True))
    if isinstance(left, dict) and isinstance(right, dict):
        if left.keys() != right.keys():
            return False
        # Terraform looks at attributes in no certain order and stops at the first that tells.
        results = [equal(left[name], right[name]) for name in left]
        return next((r for r in results if isinstance(r, Unknown)), False not in results)
    return left == right


def _member(item: Val, items: SetValue) -> bool:
    return any(equal(item, other) is True for other in items)


def _in_order(results: Iterable[bool | Unknown]) -> bool | Unknown:
    return next((result for result in results if result is not True), True)
