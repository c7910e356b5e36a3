"""The operators. Facts: run with Terraform 1.11.4; `==` converts nothing, `&&` and `||` do not short-circuit."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from vmgate.model.value import Unknown
from vmgate.read.hcl import numbers
from vmgate.read.hcl.evaluate.conversion import to_bool, to_number
from vmgate.read.hcl.evaluate.values import (
    EvaluationError,
    Lazy,
    computed,
    kind,
    mark,
    unmark,
    unmark_deep,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vmgate.read.hcl.evaluate.values import Val


def unary(operator: str, operand: Val) -> Val:
    """`-x` or `!x`."""
    value, marked = unmark(operand)
    if isinstance(value, Unknown):
        return mark(computed(value), marked)
    return mark(-to_number(value) if operator == "-" else not to_bool(value), marked)


def binary(operator: str, left: Val, right: Val) -> Val:
    """The result of an operator with two operands, unknown if it depends on something unknown."""
    if operator in {"==", "!="}:
        one, first = unmark_deep(left)
        other, second = unmark_deep(right)
        same = equal(one, other)
        if isinstance(same, bool) and operator == "!=":
            same = not same
        return mark(same, first or second)
    one, first = unmark(left)
    other, second = unmark(right)
    return mark(_apply(operator, one, other), first or second)


def _apply(operator: str, left: Val, right: Val) -> Val:
    for value in (left, right):
        if value is None:
            raise EvaluationError(f"an operand of {operator} is null")
    logical = operator in {"&&", "||"}
    known = [to_bool(v) if logical else to_number(v) for v in (left, right) if not isinstance(v, Unknown)]
    if isinstance(left, Unknown):
        return computed(left)
    if isinstance(right, Unknown):
        return computed(right)
    one, other = known
    if logical:
        return bool(one and other) if operator == "&&" else bool(one or other)
    match operator:
        case "<":
            return one < other
        case "<=":
            return one <= other
        case ">":
            return one > other
        case ">=":
            return one >= other
    try:
        return _arithmetic(operator, one, other)
    except OverflowError:
        return Unknown("a number is larger or smaller than what is evaluated")


def _arithmetic(operator: str, one: int | Fraction, other: int | Fraction) -> Val:
    match operator:
        case "+":
            return numbers.rounded(one + other)
        case "-":
            return numbers.rounded(one - other)
        case "*":
            return numbers.rounded(one * other)
    if other == 0:
        return one if operator == "%" else Unknown("a division by zero is infinite")
    quotient = Fraction(one) / Fraction(other)
    if operator == "/":
        return numbers.rounded(quotient)
    whole = abs(quotient.numerator) // quotient.denominator
    return numbers.rounded(one - other * (whole if quotient >= 0 else -whole))


def equal(left: Val, right: Val) -> bool | Unknown:
    """Whether two values without marks are the same in type and content; unknown if that is not certain."""
    for value in (left, right):
        if isinstance(value, Unknown):
            return computed(value)
    if left is None or right is None:
        return left is right
    if isinstance(left, Lazy) or isinstance(right, Lazy):
        if left is right:
            return True
        whole = [value.whole() if isinstance(value, Lazy) else value for value in (left, right)]
        return equal(whole[0], whole[1])
    if kind(left) != kind(right):
        return False
    if isinstance(left, tuple) and isinstance(right, tuple):
        if len(left) != len(right):
            return False
        return _all(equal(a, b) for a, b in zip(left, right, strict=True))
    if isinstance(left, dict) and isinstance(right, dict):
        if left.keys() != right.keys():
            return False
        return _all(equal(left[name], right[name]) for name in left)
    return left == right


def _all(results: Iterable[bool | Unknown]) -> bool | Unknown:
    found = list(results)
    return next((r for r in found if isinstance(r, Unknown)), False not in found)
