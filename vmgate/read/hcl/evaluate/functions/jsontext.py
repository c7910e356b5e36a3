"""JSON as Go writes and reads it."""

from __future__ import annotations

import json
import re
from fractions import Fraction
from typing import TYPE_CHECKING

from vmgate.model.value import Unknown
from vmgate.read.hcl import numbers
from vmgate.read.hcl.evaluate.functions.signature import composed
from vmgate.read.hcl.evaluate.values import EvaluationError, is_null

if TYPE_CHECKING:
    from vmgate.read.hcl.evaluate.values import Val

_DEEPEST = 100
_BLANKS = " \t\r\n"
_ESCAPED = re.compile("[<>&\u2028\u2029]|\\\\[bf]")
_LONE = re.compile("[\ud800-\udfff]")


def json_text(value: Val) -> str:
    """A known value as JSON, as Go writes it: keys sorted, no blanks, `<`, `>` and `&` escaped."""
    if isinstance(value, str):
        return _string(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if is_null(value):
        return "null"
    if isinstance(value, int | Fraction):
        return numbers.text(value)
    if isinstance(value, dict):
        return "{" + ",".join(f"{_string(key)}:{json_text(value[key])}" for key in sorted(value)) + "}"
    if isinstance(value, tuple):
        return "[" + ",".join([json_text(item) for item in value]) + "]"
    raise EvaluationError("a value cannot be written as JSON")


def _string(text: str) -> str:
    written = json.dumps(text, ensure_ascii=False)
    # A backslash before it makes `\\b` a backslash and a letter.
    parts = written.split("\\\\")
    return "\\\\".join(_ESCAPED.sub(_escape, part) for part in parts)


def _escape(match: re.Match[str]) -> str:
    found = match.group()
    return {"\\b": "\\b", "\\f": "\\f"}.get(found) or f"\\u{ord(found):04x}"


def from_json(text: str) -> Val:
    """The value that a JSON text stands for. Raises `EvaluationError` if it stands for none."""

    def reject(name: str) -> Val:
        raise EvaluationError(f"{name} is not JSON")

    decoder = json.JSONDecoder(parse_int=_number, parse_float=_number, parse_constant=reject)
    try:
        plain, end = decoder.raw_decode(text.lstrip(_BLANKS))
    except (ValueError, RecursionError):
        raise EvaluationError("the text is not JSON") from None
    except OverflowError:
        return Unknown("a number is larger or smaller than what is evaluated")
    # Go's decoder asks whether more follows, and takes a closing bracket for an end.
    if text.lstrip(_BLANKS)[end:].lstrip(_BLANKS)[:1] not in {"", "]", "}"}:
        raise EvaluationError("the text holds more than JSON")
    return _internal(plain, 0)


def _number(text: str) -> int | Fraction:
    found = numbers.parse(text)
    if found is None:
        raise EvaluationError("a number cannot be read")
    return found


def _internal(value: object, depth: int) -> Val:
    if depth > _DEEPEST:
        raise EvaluationError("the text is nested too deeply")
    if isinstance(value, list):
        return tuple([_internal(item, depth + 1) for item in value])
    if isinstance(value, dict):
        return {_text(str(name)): _internal(item, depth + 1) for name, item in value.items()}
    if isinstance(value, str):
        return _text(value)
    if value is None or isinstance(value, bool | int | Fraction):
        return value
    raise EvaluationError("a number cannot be read")


def _text(text: str) -> str:
    return composed(_LONE.sub("\ufffd", text))
