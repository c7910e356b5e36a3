"""Functions between values and text: JSON, base64, URLs, and base64 of other character sets."""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from typing import TYPE_CHECKING
from urllib.parse import quote_plus, unquote_to_bytes

from vmgate.model.value import Unknown
from vmgate.read.hcl.evaluate.functions import charsets
from vmgate.read.hcl.evaluate.functions.jsontext import from_json, json_text
from vmgate.read.hcl.evaluate.functions.signature import Context, define, string
from vmgate.read.hcl.evaluate.types import ANY, STRING
from vmgate.read.hcl.evaluate.values import EvaluationError

if TYPE_CHECKING:
    from vmgate.read.hcl.evaluate.values import Val

__all__ = ["from_json", "json_text"]

_BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_LONGEST = 16_000_000
_GZIP = 31
"""What `zlib` calls data with the header of gzip."""


@define("jsonencode", ANY, nullable=True)
def _jsonencode(args: list[Val], _: Context) -> Val:
    return json_text(args[0])


@define("jsondecode", STRING)
def _jsondecode(args: list[Val], _: Context) -> Val:
    return from_json(string(args[0]))


@define("base64encode", STRING)
def _base64encode(args: list[Val], _: Context) -> Val:
    return base64.b64encode(string(args[0]).encode()).decode()


@define("base64decode", STRING)
def _base64decode(args: list[Val], _: Context) -> Val:
    return _utf8(_decoded(string(args[0])))


def _decoded(text: str) -> bytes:
    """The bytes of standard base64 with padding; line breaks are skipped."""
    try:
        return base64.b64decode(text.replace("\n", "").replace("\r", ""), validate=True)
    except (binascii.Error, ValueError):
        raise EvaluationError("the text is not base64") from None


def _utf8(content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError:
        raise EvaluationError("the result is not UTF-8 text") from None


@define("base64gunzip", STRING)
def _base64gunzip(args: list[Val], _: Context) -> Val:
    """OpenTofu's."""
    rest = _decoded(string(args[0]))
    found = b""
    try:
        while rest:
            inflate = zlib.decompressobj(_GZIP)
            found += inflate.decompress(rest, _LONGEST - len(found))
            if inflate.unconsumed_tail or len(found) >= _LONGEST:
                return Unknown("the result of base64gunzip is too long")
            if not inflate.eof:
                raise EvaluationError("the compressed data ends too early")
            rest = inflate.unused_data
    except zlib.error:
        raise EvaluationError("the data is not compressed by gzip") from None
    if not found and not string(args[0]):
        raise EvaluationError("the data is not compressed by gzip")
    try:
        return found.decode()
    except UnicodeDecodeError:
        return Unknown("the result of base64gunzip is not UTF-8 text")


@define("urlencode", STRING)
def _urlencode(args: list[Val], _: Context) -> Val:
    return quote_plus(string(args[0]), safe="~")


@define("urldecode", STRING)
def _urldecode(args: list[Val], _: Context) -> Val:
    """OpenTofu's."""
    text = string(args[0])
    if _BAD_ESCAPE.search(text):
        raise EvaluationError("the text has an invalid escape of URLs")
    try:
        return unquote_to_bytes(text.replace("+", " ")).decode()
    except UnicodeDecodeError:
        return Unknown("the result of urldecode is not UTF-8 text")


@define("textencodebase64", STRING, STRING)
def _textencodebase64(args: list[Val], _: Context) -> Val:
    encoded = charsets.encode(string(args[0]), string(args[1]))
    return encoded if isinstance(encoded, Unknown) else base64.b64encode(encoded).decode()


@define("textdecodebase64", STRING, STRING)
def _textdecodebase64(args: list[Val], _: Context) -> Val:
    charsets.known(string(args[1]))
    return charsets.decode(_decoded(string(args[0])), string(args[1]))
