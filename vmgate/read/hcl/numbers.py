"""Terraform's numbers: binary floats with 512 bits of precision, done exactly with integers and fractions.

A number is an `int` when it is integral, else a `Fraction` whose denominator is a power of two. Those that functions
count have 64 bits, those that they compute as doubles have 53, and so has what such numbers make among themselves.
Fact: Terraform 1.11.4 finds `0.1 + 0.2 == 0.3` true and prints `"${1/3}"` with 154 digits.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

PRECISION = 512
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eEpP][+-]?\d+)?\Z", re.ASCII)
_INFINITE = frozenset({"Inf", "inf"})
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
    def of(cls, value: int | Fraction, bits: int) -> Precise:
        """A number that so many bits hold."""
        made = cls(value)
        made.bits = bits
        return made


class Counted(int):
    """A whole number of 64 bits: a length, an index, the number of an instance."""

    bits = 64


_FIRST = tuple(map(Counted, range(1024)))


def indices(length: int) -> Iterable[Counted]:
    """The numbers of at least so many elements, from 0 on."""
    return _FIRST if length <= len(_FIRST) else map(Counted, range(length))


class Double(int):
    """A whole number that was computed as a double."""

    bits = 53


class _NegativeZero(int):
    """Zero with a minus sign, which equals zero and prints otherwise."""


NEGATIVE_ZERO = _NegativeZero(0)


def bits_of(number: int | Fraction) -> int:
    """How many bits Terraform keeps of a number."""
    kind = type(number)
    return PRECISION if kind is int or kind is Fraction else getattr(number, "bits", PRECISION)


def with_bits(exact: int | Fraction, bits: int) -> int | Fraction:
    """The nearest number of so many bits. Raises `OverflowError` as `rounded` does."""
    if bits == PRECISION:
        return rounded(exact)
    number = Fraction(exact)
    _check_size(number)
    number = _to_bits(number, bits)
    for kind in (Counted, Double):
        if bits == kind.bits and number.denominator == 1 and number.numerator.bit_length() <= bits:
            return kind(number.numerator)
    return Precise.of(number, bits)


def magnitude(number: int | Fraction) -> int | Fraction:
    """The number without its sign."""
    return negative(number) if number < 0 else 0 if number is NEGATIVE_ZERO else number


def negative(number: int | Fraction) -> int | Fraction:
    """The number with the other sign."""
    if number == 0:
        return 0 if number is NEGATIVE_ZERO else NEGATIVE_ZERO
    return with_bits(-number, bits_of(number)) if isinstance(number, Precise | Counted | Double) else -number


_WHOLE = frozenset({int, Counted})


def total(one: int | Fraction, other: int | Fraction) -> int | Fraction:
    """The sum of two numbers."""
    if type(one) is int and type(other) in _WHOLE:
        return rounded(one + other)
    if type(one) is Counted and type(other) is Counted and (exact := int(one) + other).bit_length() < 64:
        return Counted(exact)
    if one is NEGATIVE_ZERO and other is one:
        return one
    return with_bits(one + other, max(bits_of(one), bits_of(other)))


def difference(one: int | Fraction, other: int | Fraction) -> int | Fraction:
    """One number less another."""
    if other == 0 and one is not NEGATIVE_ZERO:
        return with_bits(one - other, max(bits_of(one), bits_of(other)))
    return total(one, negative(other))


def product(one: int | Fraction, other: int | Fraction) -> int | Fraction:
    """One number times another, which takes the bits that it needs, up to those of other numbers."""
    bits = max(bits_of(one), bits_of(other))
    exact = rounded(one * other)
    if bits < PRECISION:
        odd = exact.numerator // (exact.numerator & -exact.numerator or 1)
        bits = max(bits, odd.bit_length())
    return _signed(with_bits(exact, bits), one, other)


def quotient(one: int | Fraction, other: int | Fraction) -> int | Fraction:
    """One number divided by another that is not zero."""
    exact = Fraction(one) / Fraction(other)
    return _signed(with_bits(exact, max(bits_of(one), bits_of(other))), one, other)


def remainder(one: int | Fraction, other: int | Fraction) -> int | Fraction:
    """What is left of one number divided by another that is not zero, each step rounded as Terraform does."""
    if one is NEGATIVE_ZERO:
        return one
    ratio, bits = quotient(one, other), bits_of(one)
    whole = with_bits(abs(ratio.numerator) // ratio.denominator, bits)
    taken = with_bits(other * (whole if ratio >= 0 else -whole), bits)
    return with_bits(one - taken, bits)


def _signed(number: int | Fraction, one: int | Fraction, other: int | Fraction) -> int | Fraction:
    """A product or quotient of two numbers with the sign that they give it, even where it is zero."""
    return NEGATIVE_ZERO if number == 0 and below_zero(one) != below_zero(other) else number


def below_zero(number: int | Fraction) -> bool:
    """Whether a number has a minus sign."""
    return number < 0 or number is NEGATIVE_ZERO


def rounded(number: int | Fraction) -> int | Fraction:
    """The nearest number that the precision can hold; ties go to the even one.

    Raises `OverflowError` for numbers so large or so near to zero that writing them out takes thousands of digits.
    """
    if isinstance(number, int):
        if number.bit_length() <= PRECISION:
            return number
        number = Fraction(number)
    _check_size(number)
    if number.denominator == 1 and number.numerator.bit_length() <= PRECISION:
        return number.numerator
    result = _to_bits(number, PRECISION)
    return result.numerator if result.denominator == 1 else result


def _check_size(number: Fraction) -> None:
    if max(number.numerator.bit_length(), number.denominator.bit_length()) > _MOST_BITS:
        raise OverflowError


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
    """The number that a decimal text stands for; None if it is none.

    Raises `OverflowError` for one that is infinite or out of all reason.
    """
    if text.isascii() and text.isdigit() and len(text) < 100:
        return int(text)
    if not _NUMBER.match(text):
        if text.lstrip("+-") in _INFINITE and len(text) <= len("+Inf"):
            raise OverflowError
        return None
    if "p" in text.lower():
        return _with_binary_exponent(text.lower())
    _, _, exponent = text.lower().partition("e")
    if len(text) > _LARGEST_EXPONENT or (exponent and abs(int(exponent)) > _LARGEST_EXPONENT):
        raise OverflowError
    found = rounded(Fraction(text))
    return NEGATIVE_ZERO if found == 0 and text.startswith("-") else found


def finite(text: str) -> int | Fraction | None:
    """As `parse`, and None too for what is infinite or out of all reason."""
    try:
        return parse(text)
    except OverflowError:
        return None


def _with_binary_exponent(text: str) -> int | Fraction:
    mantissa, _, exponent = text.partition("p")
    if len(text) > _LARGEST_EXPONENT or abs(int(exponent)) > _LARGEST_EXPONENT:
        raise OverflowError
    return rounded(Fraction(mantissa) * Fraction(2) ** int(exponent))


def text(number: int | Fraction) -> str:
    """The shortest decimal text that stands for this number and no other of its precision."""
    if isinstance(number, int) and number.bit_length() <= PRECISION:
        return "-0" if number is NEGATIVE_ZERO else str(number)
    sign = "-" if number < 0 else ""
    return sign + _shortest(abs(Fraction(number)), bits_of(number))


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
