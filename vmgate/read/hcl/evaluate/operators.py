"""The operators. Facts: run with Terraform 1.11.4; `==` converts nothing, `&&` and `||` do not short-circuit."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from vmgate.model.value import Unknown
from vmgate.read.hcl import numbers
from vmgate.read.hcl.evaluate.conversion import convert
from vmgate.read.hcl.evaluate.equality import equal
from vmgate.read.hcl.evaluate.types import BOOL, NUMBER, Primitive
from vmgate.read.hcl.evaluate.unknowns import Absent, bounds, unknown_bool, unknown_number
from vmgate.read.hcl.evaluate.values import EvaluationError, is_null, mark, unmark, unmark_deep

if TYPE_CHECKING:
    from vmgate.read.hcl.evaluate.values import Val

__all__ = ["binary", "equal", "result_type", "unary"]

_LOGICAL = frozenset({"&&", "||"})
_ARITHMETIC = frozenset("+-*/%")
_COMPARING = frozenset({"<", "<=", ">", ">="})
_PLAIN_NUMBERS = frozenset({int, Fraction, numbers.Counted})


def unary(operator: str, operand: Val) -> Val:
    """`-x` or `!x`."""
    value, marked = _operand(operand, operator, BOOL if operator == "!" else NUMBER)
    if isinstance(value, Unknown):
        return mark(unknown_bool(value.reason) if operator == "!" else unknown_number(value.reason), marked)
    if isinstance(value, bool):
        return mark(not value, marked)
    return mark(numbers.negative(value) if isinstance(value, int | Fraction) else None, marked)


def binary(operator: str, left: Val, right: Val) -> Val:
    """The result of an operator with two operands, unknown if it depends on something unknown."""
    if operator in {"==", "!="}:
        one, first = unmark_deep(left)
        other, second = unmark_deep(right)
        same = equal(one, other)
        if same is False and (absent := _absent(one) or _absent(other)) is not None:
            same = unknown_bool(absent.reason)
        if isinstance(same, bool) and operator == "!=":
            same = not same
        return mark(same, first or second)
    type_ = BOOL if operator in _LOGICAL else NUMBER
    one, first = _operand(left, operator, type_)
    other, second = _operand(right, operator, type_)
    return mark(_apply(operator, one, other), first or second)


def _absent(value: Val) -> Absent | None:
    """A part that is an error, whatever another part may say."""
    if isinstance(value, Absent):
        return value
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else ()
    return next((found for item in inner if (found := _absent(item)) is not None), None)


def _operand(value: Val, operator: str, type_: Primitive) -> tuple[Val, bool]:
    if type(value) is bool if type_ is BOOL else type(value) in _PLAIN_NUMBERS:
        # Most are what they have to be, and loops have many.
        return value, False
    bare, marked = unmark(value)
    if is_null(bare):
        raise EvaluationError(f"an operand of {operator} is null")
    return convert(bare, type_), marked


def result_type(operator: str) -> Primitive:
    """The type of what an operator yields."""
    return NUMBER if operator in _ARITHMETIC else BOOL


def _apply(operator: str, one: Val, other: Val) -> Val:
    if operator in _COMPARING:
        return _compared(operator, one, other)
    unknown = one if isinstance(one, Unknown) else other
    if isinstance(unknown, Unknown):
        return unknown_bool(unknown.reason) if operator in _LOGICAL else unknown_number(unknown.reason)
    if operator == "&&":
        return one is True and other is True
    if operator == "||":
        return one is True or other is True
    if not isinstance(one, int | Fraction) or not isinstance(other, int | Fraction):
        raise EvaluationError(f"the operands of {operator} are numbers")
    try:
        return _arithmetic(operator, one, other)
    except OverflowError:
        return unknown_number("a number is larger or smaller than what is evaluated")


def _compared(operator: str, one: Val, other: Val) -> Val:
    """A comparison, which bounds of the unknown may decide."""
    if operator in {">", ">="}:
        return _compared("<" if operator == ">" else "<=", other, one)
    unknown = one if isinstance(one, Unknown) else other
    (low, high), (other_low, other_high) = bounds(one), bounds(other)
    if not isinstance(unknown, Unknown):
        if low is None or other_low is None:
            raise EvaluationError("numbers are compared")
        return low < other_low if operator == "<" else low <= other_low
    if high is not None and other_low is not None and high < other_low:
        return True
    if low is not None and other_high is not None and low > other_high:
        # Terraform asks about equality apart, which it does not decide between two unknowns.
        both = isinstance(one, Unknown) and isinstance(other, Unknown)
        return unknown_bool(unknown.reason) if operator == "<=" and both else False
    return unknown_bool(unknown.reason)


def _arithmetic(operator: str, one: int | Fraction, other: int | Fraction) -> Val:
    match operator:
        case "+":
            return numbers.total(one, other)
        case "-":
            return numbers.difference(one, other)
        case "*":
            return numbers.product(one, other)
    if other == 0:
        if operator == "%":
            return one
        if one == 0:
            raise EvaluationError("zero is divided by zero")
        return unknown_number("a division by zero is infinite")
    return numbers.quotient(one, other) if operator == "/" else numbers.remainder(one, other)
