"""`format` and `formatlist`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vmgate.model.value import Unknown
from vmgate.read.hcl.evaluate.functions.signature import Context, composed, define, string
from vmgate.read.hcl.evaluate.functions.verbs import PATTERN, TooLong, Verb, written
from vmgate.read.hcl.evaluate.types import ANY, STRING
from vmgate.read.hcl.evaluate.unknowns import beginning, unknown
from vmgate.read.hcl.evaluate.values import (
    EvaluationError,
    ListValue,
    SetValue,
    first_unknown,
    mark,
    unmark_deep,
)

if TYPE_CHECKING:
    from vmgate.read.hcl.evaluate.values import Val

_PIECE = re.compile(rf"%%|(?P<whole>{PATTERN.pattern})|(?P<bad>%)", re.ASCII)
_UNTYPED = "Terraform does not tell what becomes of a null without a type"


def _format(template: str, values: list[Val]) -> str:
    following = 0
    highest = 0

    def one(match: re.Match[str]) -> str:
        nonlocal following, highest
        if match["bad"]:
            raise EvaluationError("format has a verb that does not exist or is not finished")
        if not match["whole"]:
            return "%"
        position = int(match["at"][:9]) - 1 if match["at"] else following
        highest = max(highest, position + 1)
        following = position + 1
        if position >= len(values):
            raise EvaluationError("format has fewer arguments than verbs")
        return written(Verb.of(match), values[position])

    result = _PIECE.sub(one, template)
    if highest < len(values):
        raise EvaluationError("format has more arguments than verbs")
    return composed(result)


def _attempt(template: str, values: list[Val]) -> Val:
    doubt = first_unknown(values)
    if doubt is not None:
        return unknown(doubt.reason, STRING, nonnull=True)
    try:
        return _format(template, values)
    except (TooLong, ValueError):
        # Python writes no whole number of more than 4300 digits.
        return Unknown("the result of format is too long")


@define("format", STRING, rest=ANY, policy="all", nullable=True)
def _format_call(args: list[Val], _: Context) -> Val:
    bare = [unmark_deep(arg) for arg in args]
    marked = any(secret for _, secret in bare)
    template, *values = [value for value, _ in bare]
    if isinstance(template, Unknown):
        return mark(Unknown(template.reason), marked)
    if any(value is None for value in values):
        return mark(Unknown(_UNTYPED), marked)
    doubt = first_unknown(values)
    if doubt is not None:
        prefix, percent, _rest = string(template).partition("%")
        return mark(beginning(doubt.reason, prefix) if percent and prefix else Unknown(doubt.reason), marked)
    return mark(_attempt(string(template), values), marked)


@define("formatlist", STRING, rest=ANY, policy="all", nullable=True)
def _formatlist(args: list[Val], _: Context) -> Val:
    bare = [unmark_deep(arg) for arg in args]
    marked = any(secret for _, secret in bare)
    template, *values = [value for value, _ in bare]
    for value in (template, *values):
        if isinstance(value, Unknown):
            return mark(Unknown(value.reason), marked)
    if any(isinstance(value, SetValue) and first_unknown(value) for value in values):
        return mark(Unknown("some elements of a set are not known"), marked)
    if len({len(value) for value in values if isinstance(value, tuple)}) > 1:
        raise EvaluationError("the lists of formatlist differ in length")
    if any(value is None for value in values):
        return mark(Unknown(_UNTYPED), marked)
    rows = range(next((len(value) for value in values if isinstance(value, tuple)), 1))
    found = [
        _attempt(string(template), [v[row] if isinstance(v, tuple) else v for v in values]) for row in rows
    ]
    return mark(ListValue(found, STRING), marked)
