"""Logarithms and powers of doubles, step by step as Go's `math` package computes them on x86-64.

The C library rounds some results to the other neighbour. Fact: compared with `terraform` 1.11.4.
"""

from __future__ import annotations

import math
from fractions import Fraction

_LN2_HIGH = 6.93147180369123816490e-01
_LN2_LOW = 1.90821492927058770002e-10
_LOG = (
    6.666666666666735130e-01,
    3.999999999940941908e-01,
    2.857142874366239149e-01,
    2.222219843214978396e-01,
    1.818357216161805012e-01,
    1.531383769920937332e-01,
    1.479819860511658591e-01,
)
_LARGEST_POWER = float(1 << 63)
_FAR = 1 << 12


def log(x: float) -> float:
    """The natural logarithm."""
    if math.isnan(x) or x == math.inf:
        return x
    if x < 0:
        return math.nan
    if x == 0:
        return -math.inf
    fraction, exponent = math.frexp(x)
    if fraction < math.sqrt(2) / 2:
        fraction *= 2
        exponent -= 1
    f = fraction - 1
    k = float(exponent)
    s = f / (2 + f)
    s2 = s * s
    s4 = s2 * s2
    t1 = s2 * (_LOG[0] + s4 * (_LOG[2] + s4 * (_LOG[4] + s4 * _LOG[6])))
    t2 = s4 * (_LOG[1] + s4 * (_LOG[3] + s4 * _LOG[5]))
    half = 0.5 * f * f
    return k * _LN2_HIGH - ((half - (s * (half + (t1 + t2)) + k * _LN2_LOW)) - f)


def power(x: float, y: float) -> float | None:
    """`x` to the power of `y`; None where the last digit depends on the processor."""
    special = _special(x, y)
    if special is not None:
        return special
    whole, part = float(abs(y) // 1), abs(y) % 1
    if whole >= _LARGEST_POWER:
        return 1.0 if x == -1 else 0.0 if (abs(x) < 1) == (y > 0) else math.inf
    start = 1.0
    if part:
        if part > 0.5:
            part -= 1
            whole += 1
        exponent = part * log(x)
        start = _exp(exponent, fused=True)
        if start != _exp(exponent, fused=False):
            return None
    return _squared(x, int(whole), start, inverse=y < 0)


def _special(x: float, y: float) -> float | None:
    if y == 0 or x == 1:
        return 1.0
    if y == 1:
        return x
    if x == 0:
        return math.inf if y < 0 else 0.0
    if abs(y) == 0.5:
        if x < 0:
            return math.nan
        return math.sqrt(x) if y > 0 else 1 / math.sqrt(x)
    return math.nan if x < 0 and y % 1 else None


def _squared(x: float, whole: int, result: float, *, inverse: bool) -> float:
    """The product of the result and `x` to a whole power, by squares whose power of two is kept apart."""
    scale = 0
    square, exponent = math.frexp(x)
    while whole:
        if not -_FAR <= exponent <= _FAR:
            scale += exponent
            break
        if whole & 1:
            result *= square
            scale += exponent
        square *= square
        exponent *= 2
        if square < 0.5:
            square += square
            exponent -= 1
        whole >>= 1
    if inverse:
        result, scale = 1 / result, -scale
    try:
        return math.ldexp(result, scale)
    except OverflowError:
        return math.copysign(math.inf, result)


_LN2_UPPER = 0.69314718055966295651160180568695068359375
_LN2_LOWER = 0.28235290563031577122588448175013436025525412068e-12
_LOG2_E = 1.4426950408889634073599246810018920
_TAYLOR = (
    1.9841269841269841270e-4,
    1.3888888888888888889e-3,
    8.3333333333333333333e-3,
    4.1666666666666666667e-2,
    1.6666666666666666667e-1,
    0.5,
    1.0,
)


def _exp(x: float, *, fused: bool) -> float:
    """The exponential, on a processor that multiplies and adds in one step or on one that does not."""

    def add(one: float, other: float, third: float) -> float:
        return float(Fraction(one) * Fraction(other) + Fraction(third)) if fused else one * other + third

    exponent = round(_LOG2_E * x)
    k = float(exponent)
    x = add(-k, _LN2_UPPER, x)
    x = add(-k, _LN2_LOWER, x) * 0.0625
    series = 2.4801587301587301587e-5
    for term in _TAYLOR:
        series = add(series, x, term)
    x *= series
    for _ in range(3):
        x *= x + 2.0
    last = x + 2.0
    return math.ldexp(add(x, last, 1.0), exponent)
