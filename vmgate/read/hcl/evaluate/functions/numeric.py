"""Functions of numbers."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from vmgate.read.hcl.evaluate.conversion import to_number
from vmgate.read.hcl.evaluate.functions.signature import MANY, Context, define, string, whole
from vmgate.read.hcl.evaluate.values import EvaluationError

if TYPE_CHECKING:
    from vmgate.read.hcl.evaluate.values import Val


@define("min", 1, MANY)
def _min(args: list[Val], _: Context) -> Val:
    return min(to_number(arg) for arg in args)


@define("max", 1, MANY)
def _max(args: list[Val], _: Context) -> Val:
    return max(to_number(arg) for arg in args)


@define("abs", 1)
def _abs(args: list[Val], _: Context) -> Val:
    number = to_number(args[0])
    return -number if number < 0 else number


@define("ceil", 1)
def _ceil(args: list[Val], _: Context) -> Val:
    return math.ceil(to_number(args[0]))


@define("floor", 1)
def _floor(args: list[Val], _: Context) -> Val:
    return math.floor(to_number(args[0]))


@define("signum", 1)
def _signum(args: list[Val], _: Context) -> Val:
    number = to_number(args[0])
    return (number > 0) - (number < 0)


@define("parseint", 2)
def _parseint(args: list[Val], _: Context) -> Val:
    text, base = string(args[0]), whole(args[1])
    if not 2 <= base <= 36 or not text.isascii() or not text.lstrip("+-").isalnum():
        raise EvaluationError("parseint is given no number of that base")
    try:
        return int(text, base)
    except ValueError:
        raise EvaluationError("parseint is given no number of that base") from None
