"""Terraform's numbers: binary floats with 512 bits of precision, done exactly with integers and fractions.

A number is an `int` when it is integral, else a `Fraction` whose denominator is a power of two.
Fact: Terraform 1.11.4 finds `0.1 + 0.2 == 0.3` true and prints `"${1/3}"` with 154 digits.
"""

from __future__ import annotations

import re
from fractions import Fraction

PRECISION = 512
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\Z", re.ASCII)
_LARGEST_EXPONENT = 4000
_MOST_BITS = 14_000


def rounded(number: int | Fraction) -> int | Fraction:
    """The nearest number that the precision can hold; ties go to the even one.

    Raises `OverflowError` for numbers so large or so near to zero that writing them out takes thousands of digits.
    """
    if isinstance(number, int):
        if number.bit_length() <= PRECISION:
            return number
        number = Fraction(number)
    if max(number.numerator.bit_length(), number.denominator.bit_length()) > _MOST_BITS:
        raise OverflowError
    if number.denominator == 1 and number.numerator.bit_length() <= PRECISION:
        return number.numerator
    size = abs(number)
    shift = PRECISION - (size.numerator.bit_length() - size.denominator.bit_length())
    scaled = round(size * Fraction(2) ** shift)
    while scaled.bit_length() > PRECISION:
        shift -= 1
        scaled = round(size * Fraction(2) ** shift)
    result = Fraction(scaled) / Fraction(2) ** shift
    result = -result if number < 0 else result
    return result.numerator if result.denominator == 1 else result


def parse(text: str) -> int | Fraction | None:
    """The number that a decimal text stands for; None if it is not a number or out of all reason."""
    if text.isascii() and text.isdigit() and len(text) < 100:
        return int(text)
    if not _NUMBER.match(text):
        return None
    _, _, exponent = text.lower().partition("e")
    if (exponent and abs(int(exponent)) > _LARGEST_EXPONENT) or len(text) > _LARGEST_EXPONENT:
        return None
    try:
        return rounded(Fraction(text))
    except OverflowError:
        return None


def text(number: int | Fraction) -> str:
    """The shortest decimal text that stands for this number and no other."""
    if isinstance(number, int):
        return str(number)
    sign = "-" if number < 0 else ""
    number = abs(number)
    # One unit in the last place: the mantissa has PRECISION bits.
    exponent = number.numerator.bit_length() - number.denominator.bit_length()
    if number < Fraction(2) ** exponent:
        exponent -= 1
    half = Fraction(2) ** (exponent - PRECISION)
    inclusive = (number / (2 * half)).numerator % 2 == 0
    places = number.denominator.bit_length() - 1 + PRECISION
    for digits in range(places + 1):
        scale = 10**digits
        down = Fraction(number.numerator * scale // number.denominator, scale)
        up = down + Fraction(1, scale)
        fits = [c for c in (down, up) if abs(c - number) < half or (inclusive and abs(c - number) == half)]
        if fits:
            nearest = min(fits, key=lambda c: abs(c - number))
            whole, part = divmod(nearest.numerator * scale // nearest.denominator, scale)
            return f"{sign}{whole}.{part:0{digits}d}" if digits else f"{sign}{whole}"
    raise AssertionError("a binary fraction has an exact decimal text")
