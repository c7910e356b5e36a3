"""Decimal digits of numbers: correctly rounded, or as few as tell a number from its neighbours.

Fact: Go's `math/big` rounds halves to the even digit.
"""

from __future__ import annotations

from fractions import Fraction

from vmgate.read.hcl import numbers


def scientific(size: int | Fraction, digits: int) -> tuple[str, int]:
    """That many digits (at least one) of a number that is not negative, and the power of ten of the first."""
    if size == 0:
        return "0" * digits, 0
    exponent = _magnitude(size)
    scaled = round(Fraction(size) * Fraction(10) ** (digits - 1 - exponent))
    if scaled >= 10**digits:
        scaled //= 10
        exponent += 1
    return str(scaled), exponent


def fixed(size: int | Fraction, places: int) -> str:
    """A number that is not negative with so many places after the point."""
    scaled = round(Fraction(size) * 10**places)
    whole, part = divmod(scaled, 10**places)
    return f"{whole}.{part:0{places}d}" if places else str(whole)


def shortest(size: int | Fraction) -> tuple[str, int]:
    """The fewest digits that stand for a number that is not negative, and the power of ten of the first."""
    whole, _, part = numbers.text(size).partition(".")
    digits = (whole + part).lstrip("0")
    if not digits:
        return "0", 0
    exponent = len(whole) - 1 if whole != "0" else len(part.lstrip("0")) - len(part) - 1
    return digits.rstrip("0"), exponent


def general(size: int | Fraction, precision: int | None) -> str:
    """The form with an exponent for large and small numbers, else without; None: as few digits as possible."""
    if precision is None:
        digits, exponent = shortest(size)
        limit = 6
    else:
        digits, exponent = scientific(size, max(precision, 1))
        digits = digits.rstrip("0") or "0"
        limit = max(precision, 1)
        if limit > len(digits) >= exponent + 1:
            limit = len(digits)
    if not -4 <= exponent < limit:
        return exponential(digits, exponent)
    if exponent < 0:
        return "0." + "0" * (-exponent - 1) + digits
    whole, part = digits[: exponent + 1].ljust(exponent + 1, "0"), digits[exponent + 1 :]
    return f"{whole}.{part}" if part else whole


def exponential(digits: str, exponent: int) -> str:
    """Digits as `1.5e+08`."""
    mantissa = digits[0] + ("." + digits[1:] if len(digits) > 1 else "")
    return f"{mantissa}e{'-' if exponent < 0 else '+'}{abs(exponent):02d}"


def _magnitude(size: int | Fraction) -> int:
    """The power of ten of the first digit."""
    number = Fraction(size)
    exponent = len(str(number.numerator)) - len(str(number.denominator))
    return exponent if number >= Fraction(10) ** exponent else exponent - 1
