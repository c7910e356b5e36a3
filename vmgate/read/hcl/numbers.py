"""Terraform's numbers: binary floats with 512 bits of precision, done exactly with integers and fractions.

A number is an `int` when it is integral, else a `Fraction` whose denominator is a power of two.
Fact: Terraform 1.11.4 finds `0.1 + 0.2 == 0.3` true and prints `"${1/3}"` with 154 digits.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

PRECISION = 512
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eEpP][+-]?\d+)?\Z", re.ASCII)
_DECIMAL = 0.30103
_LARGEST_EXPONENT = 4000
_MOST_BITS = 14_000


class Precise(Fraction):
    """A number of other than the usual bits, which tell how many digits it prints with.

    `pow` and `log` compute doubles, `parseint` keeps all that it reads. What numbers make together has the bits
    of the one that has more.
    """

    __slots__ = ("bits",)

    bits: int

    @classmethod
    def of(cls, value: int | float | Fraction, bits: int = 53) -> Precise:
        """A number that so many bits hold; those of a double, if not said otherwise."""
        made = cls(value)
        made.bits = bits
        return made

    def __neg__(self) -> Precise:
        """The same size on the other side of zero."""
        return Precise.of(Fraction.__neg__(self), self.bits)

    def __abs__(self) -> Precise:
        """The same size above zero."""
        return Precise.of(Fraction.__abs__(self), self.bits)

    def __add__(self, other: Any) -> Fraction:  # type: ignore[override]  # a float is never one of ours
        """The sum."""
        return self._with(other, Fraction(self) + Fraction(other))

    def __radd__(self, other: Any) -> Fraction:  # type: ignore[override]  # a float is never one of ours
        """The sum."""
        return self.__add__(other)

    def __sub__(self, other: Any) -> Fraction:  # type: ignore[override]  # a float is never one of ours
        """The difference."""
        return self._with(other, Fraction(self) - Fraction(other))

    def __rsub__(self, other: Any) -> Fraction:  # type: ignore[override]  # a float is never one of ours
        """The difference."""
        return self.__neg__().__add__(other)

    def __mul__(self, other: Any) -> Fraction:  # type: ignore[override]  # a float is never one of ours
        """The product, which takes the bits that it needs, up to those of other numbers."""
        exact = _to_bits(Fraction(self) * Fraction(other), PRECISION)
        return self._with(other, exact, exact.numerator.bit_length())

    def __rmul__(self, other: Any) -> Fraction:  # type: ignore[override]  # a float is never one of ours
        """The product."""
        return self.__mul__(other)

    def _with(self, other: Any, exact: Fraction, least: int = 0) -> Fraction:
        bits = max(self.bits, other.bits if isinstance(other, Precise) else PRECISION, least)
        return exact if bits == PRECISION else Precise.of(_to_bits(exact, bits), bits)


class _NegativeZero(int):
    """Zero with a minus sign, which equals zero and prints otherwise."""


NEGATIVE_ZERO = _NegativeZero(0)


def magnitude(number: int | Fraction) -> int | Fraction:
    """The number without its sign."""
    return abs(number) if isinstance(number, int) else number.__abs__()


def negative(number: int | Fraction) -> int | Fraction:
    """The number with the other sign."""
    if number == 0:
        return 0 if number is NEGATIVE_ZERO else NEGATIVE_ZERO
    return -number


def signed(number: int | Fraction, one: int | Fraction, other: int | Fraction) -> int | Fraction:
    """A product or quotient of two numbers with the sign that they give it, even where it is zero."""
    return NEGATIVE_ZERO if number == 0 and _below_zero(one) != _below_zero(other) else number


def _below_zero(number: int | Fraction) -> bool:
    return number < 0 or number is NEGATIVE_ZERO


def quotient(one: int | Fraction, other: int | Fraction) -> int | Fraction:
    """One number divided by another that is not zero."""
    exact = Fraction(one) / Fraction(other)
    if isinstance(one, Precise) and isinstance(other, Precise):
        bits = max(one.bits, other.bits)
        return Precise.of(_to_bits(exact, bits), bits)
    return rounded(exact)


def rounded(number: int | Fraction) -> int | Fraction:
    """The nearest number that the precision can hold; ties go to the even one.

    Raises `OverflowError` for numbers so large or so near to zero that writing them out takes thousands of digits.
    """
    if isinstance(number, Precise):
        return number
    if isinstance(number, int):
        if number.bit_length() <= PRECISION:
            return number
        number = Fraction(number)
    if max(number.numerator.bit_length(), number.denominator.bit_length()) > _MOST_BITS:
        raise OverflowError
    if number.denominator == 1 and number.numerator.bit_length() <= PRECISION:
        return number.numerator
    result = _to_bits(number, PRECISION)
    return result.numerator if result.denominator == 1 else result


def _to_bits(number: Fraction, bits: int) -> Fraction:
    if number == 0:
        return number
    size = abs(number)
    shift = bits - (size.numerator.bit_length() - size.denominator.bit_length())
    scaled = round(size * Fraction(2) ** shift)
    while scaled.bit_length() > bits:
        shift -= 1
        scaled = round(size * Fraction(2) ** shift)
    result = Fraction(scaled) / Fraction(2) ** shift
    return -result if number < 0 else result


def parse(text: str) -> int | Fraction | None:
    """The number that a decimal text stands for; None if it is not a number or out of all reason."""
    if text.isascii() and text.isdigit() and len(text) < 100:
        return int(text)
    if not _NUMBER.match(text):
        return None
    if "p" in text.lower():
        return _with_binary_exponent(text.lower())
    _, _, exponent = text.lower().partition("e")
    if (exponent and abs(int(exponent)) > _LARGEST_EXPONENT) or len(text) > _LARGEST_EXPONENT:
        return None
    try:
        found = rounded(Fraction(text))
        return NEGATIVE_ZERO if found == 0 and text.startswith("-") else found
    except OverflowError:
        return None


def _with_binary_exponent(text: str) -> int | Fraction | None:
    mantissa, _, exponent = text.partition("p")
    if len(text) > _LARGEST_EXPONENT or abs(int(exponent)) > _LARGEST_EXPONENT:
        return None
    return rounded(Fraction(mantissa) * Fraction(2) ** int(exponent))


def text(number: int | Fraction) -> str:
    """The shortest decimal text that stands for this number and no other of its precision."""
    if isinstance(number, int) and number.bit_length() <= PRECISION:
        return "-0" if number is NEGATIVE_ZERO else str(number)
    sign = "-" if number < 0 else ""
    return sign + _shortest(
        Fraction(magnitude(number)), number.bits if isinstance(number, Precise) else PRECISION
    )


def _shortest(size: Fraction, precision: int) -> str:
    # Half a unit in the last place on either side: Go makes no difference at powers of two.
    exponent = size.numerator.bit_length() - size.denominator.bit_length()
    if size < Fraction(2) ** exponent:
        exponent -= 1
    half = Fraction(2) ** (exponent - precision)
    inclusive = (size / (2 * half)).numerator % 2 == 0
    places = size.denominator.bit_length() - 1 + precision
    # No text of fewer digits than lead up to the first one of the number is near enough.
    for digits in range(-int(exponent * _DECIMAL) - 2, places + 1):
        scale = Fraction(10) ** digits
        down = Fraction(size.numerator * scale.numerator // (size.denominator * scale.denominator)) / scale
        up = down + 1 / scale
        fits = [c for c in (down, up) if abs(c - size) < half or (inclusive and abs(c - size) == half)]
        if fits:
            nearest = min(fits, key=lambda candidate: abs(candidate - size))
            if digits <= 0:
                return str(int(nearest))
            whole, part = divmod(int(nearest * scale), 10**digits)
            return f"{whole}.{part:0{digits}d}"
    raise AssertionError("a binary fraction has an exact decimal text")
