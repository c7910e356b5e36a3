"""`format` and `formatlist`: Go's verbs as Terraform defines them."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from vmgate.model.value import Unknown
from vmgate.read.hcl import numbers
from vmgate.read.hcl.evaluate.conversion import to_bool, to_number, to_string
from vmgate.read.hcl.evaluate.functions.encoding import json_text
from vmgate.read.hcl.evaluate.functions.signature import MANY, Context, define, string
from vmgate.read.hcl.evaluate.values import (
    EvaluationError,
    ListValue,
    SetValue,
    computed,
    first_unknown,
    mark,
    unmark_deep,
)

if TYPE_CHECKING:
    from vmgate.read.hcl.evaluate.values import Val

_VERB = re.compile(
    r"%(?P<flags>[-+ #0]*)(?P<width>\d+)?(?:\.(?P<precision>\d+)?)?(?:\[(?P<at>\d+)\])?(?P<verb>.)", re.DOTALL
)
_LONGEST = 10_000


class _Unformatted(Exception):  # noqa: N818  - leads to unknown, not to an error
    """A verb or value whose text is not worked out here."""


def _format(template: str, values: list[Val]) -> str:
    used = 0
    highest = 0
    indexed = False

    def one(match: re.Match[str]) -> str:
        nonlocal used, highest, indexed
        if match["verb"] == "%":
            return "%"
        if match["at"]:
            indexed = True
            used = int(match["at"]) - 1
        if not 0 <= used < len(values):
            raise EvaluationError("format has fewer arguments than verbs")
        value = values[used]
        used += 1
        highest = max(highest, used)
        return _pad(_verb(match, value), match)

    result = _VERB.sub(one, template)
    if "%" in _VERB.sub("", template):
        raise EvaluationError("format has an unfinished verb")
    if highest < len(values) and not indexed:
        raise EvaluationError("format has more arguments than verbs")
    return result


def _verb(match: re.Match[str], value: Val) -> str:
    verb, flags = match["verb"], match["flags"]
    precision = int(match["precision"][:9]) if match["precision"] else None
    if value is None or (precision is not None and precision > _LONGEST):
        raise _Unformatted
    if verb == "v":
        if "#" in flags or isinstance(value, dict | tuple):
            return json_text(value)
        verb = "t" if isinstance(value, bool) else "g" if isinstance(value, int | Fraction) else "s"
    if verb in "sq":
        text = to_string(value)
        text = text if precision is None else text[:precision]
        return text if verb == "s" else json_text(text)
    if verb == "t":
        return "true" if to_bool(value) else "false"
    if verb in "dboxX":
        number = to_number(value)
        if not isinstance(number, int):
            raise EvaluationError(f"format %{verb} needs a whole number")
        digits = format(abs(number), verb)
        prefix = {"b": "0b", "o": "0", "x": "0x", "X": "0X"}.get(verb, "") if "#" in flags else ""
        return _signed(prefix + digits, flags, negative=number < 0)
    if verb in "eEfFgG":
        return _float(to_number(value), verb, precision, flags)
    raise EvaluationError(f"format has no verb {verb}")


def _signed(digits: str, flags: str, *, negative: bool) -> str:
    return ("-" if negative else "+" if "+" in flags else " " if " " in flags else "") + digits


def _float(number: int | Fraction, verb: str, precision: int | None, flags: str) -> str:
    size = -number if number < 0 else number
    if verb in "gG" and precision is None:
        text = _general(size)
    elif verb in "fF":
        places = 6 if precision is None else precision
        scaled = round(Fraction(size) * 10**places)
        text = f"{scaled // 10**places}.{scaled % 10**places:0{places}d}" if places else str(scaled)
    else:
        text = format(float(size), f".{6 if precision is None else precision}{verb.lower()}")
    return _signed(text.upper() if verb.isupper() else text, flags, negative=number < 0)


def _general(size: int | Fraction) -> str:
    """The shortest text, with an exponent below 1e-4 and from 1e6 on."""
    text = numbers.text(size)
    whole, _, part = text.partition(".")
    digits = (whole + part).lstrip("0")
    if not digits:
        return "0"
    exponent = len(whole) - 1 if whole != "0" else len(part.lstrip("0")) - len(part) - 1
    if -4 <= exponent < 6:
        return text
    significant = digits.rstrip("0")
    mantissa = significant[0] + ("." + significant[1:] if len(significant) > 1 else "")
    return f"{mantissa}e{'-' if exponent < 0 else '+'}{abs(exponent):02d}"


def _pad(text: str, match: re.Match[str]) -> str:
    width = int((match["width"] or "0")[:9])
    if width > _LONGEST:
        raise _Unformatted
    if "-" in match["flags"]:
        return text.ljust(width)
    if "0" in match["flags"]:
        sign = text[:1] if match["verb"] not in "sqt" and text[:1] in {"+", "-", " "} else ""
        return sign + text[len(sign) :].rjust(width - len(sign), "0")
    return text.rjust(width)


def _attempt(template: str, values: list[Val]) -> Val:
    unknown = first_unknown(values)
    if unknown is not None:
        return computed(unknown)
    try:
        return _format(template, values)
    except _Unformatted:
        return Unknown("the result of format is not evaluated")


@define("format", 1, MANY)
def _format_call(args: list[Val], _: Context) -> Val:
    return _attempt(string(args[0]), args[1:])


@define("formatlist", 1, MANY, policy="all")
def _formatlist(args: list[Val], _: Context) -> Val:
    bare = [unmark_deep(arg) for arg in args]
    marked = any(secret for _, secret in bare)
    template, *values = [value for value, _ in bare]
    for value in (template, *values):
        if isinstance(value, Unknown):
            return mark(computed(value), marked)
    lengths = {len(value) for value in values if isinstance(value, tuple)}
    if len(lengths) > 1:
        raise EvaluationError("the lists of formatlist differ in length")
    if any(isinstance(value, SetValue) and first_unknown(value) for value in values):
        return mark(Unknown("some elements of a set are not known"), marked)
    rows = range(lengths.pop() if lengths else 1)
    found = [
        _attempt(string(template), [v[row] if isinstance(v, tuple) else v for v in values]) for row in rows
    ]
    return mark(ListValue(found), marked)
