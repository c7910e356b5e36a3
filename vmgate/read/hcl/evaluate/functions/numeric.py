"""Functions of numbers."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING

from vmgate.model.value import Unknown
from vmgate.read.hcl import numbers
from vmgate.read.hcl.evaluate.conversion import to_number
from vmgate.read.hcl.evaluate.functions.floats import log, power
from vmgate.read.hcl.evaluate.functions.signature import Context, define, number, sequence, string, whole
from vmgate.read.hcl.evaluate.operators import binary
from vmgate.read.hcl.evaluate.types import ANY, NUMBER
from vmgate.read.hcl.evaluate.unknowns import unknown_number
from vmgate.read.hcl.evaluate.values import EvaluationError, ListValue
from vmgate.read.hcl.numbers import Counted

if TYPE_CHECKING:
    from vmgate.read.hcl.evaluate.values import Val

_LONGEST = 1024
_MOST_BITS = 14_000
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"


@define("min", rest=NUMBER)
def _min(args: list[Val], _: Context) -> Val:
    if not args:
        raise EvaluationError("min needs a number")
    return min(number(arg) for arg in args)


@define("max", rest=NUMBER)
def _max(args: list[Val], _: Context) -> Val:
    if not args:
        raise EvaluationError("max needs a number")
    return max(number(arg) for arg in args)


@define("abs", NUMBER)
def _abs(args: list[Val], _: Context) -> Val:
    return numbers.magnitude(number(args[0]))


@define("ceil", NUMBER)
def _ceil(args: list[Val], _: Context) -> Val:
    value = number(args[0])
    return numbers.with_bits(math.ceil(value), numbers.bits_of(value))


@define("floor", NUMBER)
def _floor(args: list[Val], _: Context) -> Val:
    value = number(args[0])
    return numbers.with_bits(math.floor(value), numbers.bits_of(value))


@define("signum", NUMBER)
def _signum(args: list[Val], _: Context) -> Val:
    value = whole(args[0])
    return Counted((value > 0) - (value < 0))


@define("log", NUMBER, NUMBER)
def _log(args: list[Val], _: Context) -> Val:
    of, base = log(_double(args[0])), log(_double(args[1]))
    if base == 0:
        return _from_double(math.nan if of == 0 or math.isnan(of) else math.copysign(math.inf, of))
    return _from_double(of / base)


@define("pow", NUMBER, NUMBER)
def _pow(args: list[Val], _: Context) -> Val:
    result = power(_double(args[0]), _double(args[1]))
    return (
        Unknown("the last digit of pow depends on the processor") if result is None else _from_double(result)
    )


def _double(value: Val) -> float:
    try:
        return float(number(value))
    except OverflowError:
        raise EvaluationError("a number is larger than a double holds") from None


def _from_double(value: float) -> Val:
    if math.isnan(value):
        raise EvaluationError("the result is not a number")
    if math.isinf(value):
        return unknown_number("a number is infinite")
    if value == 0:
        return numbers.NEGATIVE_ZERO if math.copysign(1, value) < 0 else numbers.Double(0)
    return numbers.with_bits(Fraction(value), numbers.Double.bits)


@define("parseint", ANY, NUMBER)
def _parseint(args: list[Val], _: Context) -> Val:
    if not isinstance(args[0], str):
        raise EvaluationError("parseint needs a string")
    base = whole(args[1])
    text = string(args[0])
    sign, digits = (text[:1], text[1:]) if text[:1] in {"+", "-"} else ("", text)
    if not 2 <= base <= 62:
        raise EvaluationError("parseint needs a base from 2 to 62")
    # Up to 36, letters of either case stand for the same digits.
    values = [_DIGITS.find(digit.lower() if base <= 36 else digit) for digit in digits if digit.isascii()]
    if not values or len(values) != len(digits) or not all(0 <= value < base for value in values):
        raise EvaluationError(f"parseint is given no number of base {base}")
    result = 0
    for value in values:
        result = result * base + value
    if result.bit_length() > _MOST_BITS:
        return Unknown("a number is larger than what is evaluated")
    result = -result if sign == "-" else result
    # Unlike any other number, this one has all the bits that it needs.
    return numbers.with_bits(result, max(result.bit_length(), Counted.bits))


@define("sum", ANY)
def _sum(args: list[Val], _: Context) -> Val:
    items = sequence(args[0])
    if not items:
        raise EvaluationError("sum needs a list that is not empty")
    total: Val = to_number(items[0])
    for item in items[1:]:
        total = binary("+", total, item)
    return total


@define("range", rest=NUMBER)
def _range(args: list[Val], _: Context) -> Val:
    values = [number(arg) for arg in args]
    if not 1 <= len(values) <= 3:
        raise EvaluationError("range takes one to three numbers")
    start, limit = (Counted(0), values[0]) if len(values) == 1 else (values[0], values[1])
    step = values[2] if len(values) > 2 else Counted(1 if start <= limit else -1)
    if (step == 0 and start != limit) or (start < limit and step < 0) or (start > limit and step > 0):
        raise EvaluationError("the step of range leads away from its limit")
    found: list[Val] = []
    while start < limit if step > 0 else start > limit:
        if len(found) >= _LONGEST:
            raise EvaluationError("range yields more than 1024 numbers")
        found.append(start)
        start = numbers.total(start, step)
    return ListValue(found, NUMBER)
