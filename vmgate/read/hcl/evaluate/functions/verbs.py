"""The verbs of `format`: what Go writes for a number, and how text is padded."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from vmgate.read.hcl import numbers
from vmgate.read.hcl.evaluate.conversion import convert
from vmgate.read.hcl.evaluate.functions.digits import exponential, fixed, general, scientific
from vmgate.read.hcl.evaluate.functions.graphemes import clusters
from vmgate.read.hcl.evaluate.functions.jsontext import json_text
from vmgate.read.hcl.evaluate.functions.signature import integer, number, string
from vmgate.read.hcl.evaluate.types import BOOL, NUMBER, STRING
from vmgate.read.hcl.evaluate.values import EvaluationError, is_null

if TYPE_CHECKING:
    from vmgate.read.hcl.evaluate.values import Val

PATTERN = re.compile(
    r"%(?P<flags>[-+ #0]*)(?P<width>[1-9][0-9]*)?(?P<point>\.(?P<precision>[0-9]*))?"
    r"(?:\[(?P<at>[1-9][0-9]*)\])?(?P<verb>[a-zA-Z])",
    re.ASCII,
)
_LONGEST = 10_000
_PREFIXES = {"b": "0b", "o": "0", "x": "0x", "X": "0X"}


class TooLong(Exception):  # noqa: N818  - leads to unknown, not to an error
    """A width or precision beyond what is written out here."""


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb with its flags; `precision` is None where none is given."""

    letter: str
    flags: str
    width: int
    precision: int | None

    @classmethod
    def of(cls, match: re.Match[str]) -> Verb:
        """The verb that a match of `PATTERN` is."""
        width = int((match["width"] or "0")[:9])
        precision = int((match["precision"] or "0")[:9]) if match["point"] else None
        if max(width, precision or 0) > _LONGEST:
            raise TooLong
        return cls(match["verb"], match["flags"], width, precision)


def written(verb: Verb, value: Val) -> str:
    """The text of a value by a verb. Raises `EvaluationError` where the two do not fit."""
    letter = verb.letter
    if letter == "v":
        return _padded(_as_is(verb, value), verb)
    if is_null(value):
        raise EvaluationError("null cannot be formatted")
    if letter == "t":
        return "true" if convert(value, BOOL) is True else "false"
    if letter in "bdoxX":
        return _integer(integer(convert(value, NUMBER)), verb)
    if letter in "eEfgG":
        return _float(number(convert(value, NUMBER)), verb)
    if letter in "sq":
        text = string(convert(value, STRING))
        if verb.precision:
            text = "".join(clusters(text)[: verb.precision])
        return _padded(text if letter == "s" else json_text(text), verb)
    raise EvaluationError(f"format has no verb {letter}")


def _as_is(verb: Verb, value: Val) -> str:
    if "#" not in verb.flags:
        if isinstance(value, str):
            return value
        if isinstance(value, int | Fraction) and not isinstance(value, bool):
            return ("-" if numbers.below_zero(value) else "") + general(numbers.magnitude(value), None)
    return json_text(value)


def _padded(text: str, verb: Verb) -> str:
    missing = verb.width - len(clusters(text))
    padding = ("0" if "0" in verb.flags else " ") * missing
    return text + padding if "-" in verb.flags else padding + text


def _sign(flags: str, *, negative: bool) -> str:
    return "-" if negative else "+" if "+" in flags else " " if " " in flags else ""


def _integer(value: int, verb: Verb) -> str:
    digits = format(abs(value), verb.letter)
    if verb.precision is not None:
        if value == 0 and verb.precision == 0:
            return ""
        digits = digits.rjust(verb.precision, "0")
    start = _sign(verb.flags, negative=value < 0) + (
        _PREFIXES.get(verb.letter, "") if "#" in verb.flags else ""
    )
    if "-" in verb.flags:
        return (start + digits).ljust(verb.width)
    if "0" in verb.flags and verb.precision is None:
        return start + digits.rjust(verb.width - len(start), "0")
    return (start + digits).rjust(verb.width)


def _float(value: int | Fraction, verb: Verb) -> str:
    size = numbers.magnitude(value)
    letter = verb.letter.lower()
    if letter == "g":
        text = general(size, verb.precision)
    else:
        precision = 6 if verb.precision is None else verb.precision
        text = fixed(size, precision) if letter == "f" else exponential(*scientific(size, precision + 1))
    text = text.upper() if verb.letter.isupper() else text
    start = _sign(verb.flags, negative=numbers.below_zero(value))
    if "0" in verb.flags:
        # Unlike for whole numbers, zeros win over the left.
        return start + text.rjust(verb.width - len(start), "0")
    if "-" in verb.flags:
        return (start + text).ljust(verb.width)
    return (start + text).rjust(verb.width)
