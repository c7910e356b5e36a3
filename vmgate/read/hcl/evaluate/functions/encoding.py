"""Functions between values and text: JSON, YAML, base64, URLs, hashes."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from fractions import Fraction
from typing import TYPE_CHECKING
from urllib.parse import quote_plus

from vmgate.read.hcl import numbers
from vmgate.read.hcl.evaluate.functions.signature import Context, define, string
from vmgate.read.hcl.evaluate.values import EvaluationError

if TYPE_CHECKING:
    from vmgate.read.hcl.evaluate.values import Val

_DEEPEST = 100
_ESCAPES = {
    "<": "\\u003c",
    ">": "\\u003e",
    "&": "\\u0026",
    "\u2028": "\\u2028",
    "\u2029": "\\u2029",
    "\x7f": "\x7f",
}


def json_text(value: Val) -> str:
    """A known value as JSON, as Go writes it: keys sorted, no blanks, `<`, `>` and `&` escaped."""
    if isinstance(value, str):
        text = json.dumps(value, ensure_ascii=False).replace("\\b", "\\u0008").replace("\\f", "\\u000c")
        return "".join(_ESCAPES.get(character, character) for character in text)
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "null"}[value]
    if isinstance(value, int | Fraction):
        return numbers.text(value)
    if isinstance(value, dict):
        return "{" + ",".join(f"{json_text(key)}:{json_text(value[key])}" for key in sorted(value)) + "}"
    if isinstance(value, tuple):
        return "[" + ",".join(json_text(item) for item in value) + "]"
    raise EvaluationError("a value cannot be written as JSON")


def from_json(text: str) -> Val:
    """The value that a JSON text stands for."""

    def reject(name: str) -> Val:
        raise EvaluationError(f"{name} is not JSON")

    try:
        plain = json.loads(text, parse_float=numbers.parse, parse_constant=reject)
    except (ValueError, RecursionError):
        raise EvaluationError("the text is not JSON") from None
    return _internal(plain, 0)


def _internal(value: object, depth: int) -> Val:
    if depth > _DEEPEST:
        raise EvaluationError("the text is nested too deeply")
    if isinstance(value, list):
        return tuple([_internal(item, depth + 1) for item in value])
    if isinstance(value, dict):
        return {str(name): _internal(item, depth + 1) for name, item in value.items()}
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, int | Fraction):
        return numbers.rounded(value)
    raise EvaluationError("a number cannot be read")


@define("jsonencode", 1)
def _jsonencode(args: list[Val], _: Context) -> Val:
    return json_text(args[0])


@define("jsondecode", 1)
def _jsondecode(args: list[Val], _: Context) -> Val:
    return from_json(string(args[0]))


@define("base64encode", 1)
def _base64encode(args: list[Val], _: Context) -> Val:
    return base64.b64encode(string(args[0]).encode()).decode()


@define("base64decode", 1)
def _base64decode(args: list[Val], _: Context) -> Val:
    try:
        return base64.b64decode(string(args[0]).replace("\n", "").replace("\r", ""), validate=True).decode()
    except (binascii.Error, ValueError):
        raise EvaluationError("the text is not base64 of UTF-8 text") from None


@define("urlencode", 1)
def _urlencode(args: list[Val], _: Context) -> Val:
    return quote_plus(string(args[0]), safe="~")


def _digest(algorithm: str, value: Val) -> str:
    return hashlib.new(algorithm, string(value).encode(), usedforsecurity=False).hexdigest()


@define("md5", 1)
def _md5(args: list[Val], _: Context) -> Val:
    return _digest("md5", args[0])


@define("sha1", 1)
def _sha1(args: list[Val], _: Context) -> Val:
    return _digest("sha1", args[0])


@define("sha256", 1)
def _sha256(args: list[Val], _: Context) -> Val:
    return _digest("sha256", args[0])


@define("sha512", 1)
def _sha512(args: list[Val], _: Context) -> Val:
    return _digest("sha512", args[0])
