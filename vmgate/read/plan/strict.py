"""Decoding JSON fast without being lax.

The decoder skims what nobody asks for, so that a plan of 80 MB is read in the time that its bytes take. Left alone it
would let a repeated key win silently: a plan with a second, empty `resource_changes` would look clean. Every object
that is read is therefore held against its own length. In compact JSON, as Terraform writes it, the keys and values
of an object account for every byte of it; a shadowed pair leaves bytes over. Where bytes are left over, because the
text was reformatted or a key has escapes, a slow and exact look decides.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, cast

import msgspec
from msgspec import Raw

from vmgate.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from vmgate.model.value import Value

_FIELDS = msgspec.json.Decoder(dict[str, Raw])
_OBJECTS = msgspec.json.Decoder(list[dict[str, Raw]])
_TEXT = msgspec.json.Decoder(str)
_ANY = msgspec.json.Decoder()
_CHUNK = 1 << 20
# The decoder raises the second for a string that is not UTF-8.
_MALFORMED = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)

# Up to this size a document is read exactly from end to end: it costs a few milliseconds.
EXACT_UP_TO = 1_000_000


def fields(text: bytes | Raw) -> dict[str, Raw]:
    """The fields of a JSON object, their values still undecoded. Raises `InputError`."""
    try:
        found = _FIELDS.decode(text)
    except _MALFORMED as error:
        raise InputError(said(error)) from None
    if found and not is_all(length(found), text):
        exact(bytes(text))
    return found


def objects(text: Raw) -> list[dict[str, Raw]]:
    """The objects of a JSON array as `fields` gives them. Raises `InputError`."""
    try:
        found = _OBJECTS.decode(text)
    except _MALFORMED as error:
        raise InputError(said(error)) from None
    if found and length_of_all(found) != len(text):
        exact(bytes(text))
    return found


def length(found: Mapping[str, Raw]) -> int:
    """How long the compact text of an object with these fields is."""
    return 1 + sum(map(len, found)) + 4 * len(found) + sum(map(len, found.values())) if found else 2


def length_of_all(found: Sequence[Mapping[str, Raw]]) -> int:
    """How long the compact text of an array with these objects, at least one, is."""
    return 1 + len(found) + sum(map(length, found))


def is_all(length: int, text: bytes | Raw) -> bool:
    """Whether a text ends after so many bytes, but for white space."""
    return length == len(text) or bytes(memoryview(text)[length:]).isspace()


def is_null(text: Raw) -> bool:
    """Whether JSON is null. Of a long text only the head is copied."""
    return bytes(memoryview(text)[:5]) == b"null"


def value(text: bytes | Raw) -> Value:
    """A JSON value, decoded whole. Raises `InputError`."""
    piece = bytes(text)
    try:
        found = _ANY.decode(piece)
    except _MALFORMED as error:
        raise InputError(said(error)) from None
    # Where encoding what was decoded gives the very bytes back, no pair can have been shadowed.
    if b"{" in piece:
        again = msgspec.json.encode(found)
        if again != piece and _as_written_by_go(again) != piece:
            exact(piece)
    return cast("Value", found)


def _as_written_by_go(text: bytes) -> bytes:
    """JSON with the three characters escaped that Go escapes; they can only stand in strings."""
    return text.replace(b"<", b"\\u003c").replace(b">", b"\\u003e").replace(b"&", b"\\u0026")


def text(raw: bytes | Raw) -> str:
    """A JSON string. Raises `InputError` when it is something else."""
    try:
        return _TEXT.decode(raw)
    except _MALFORMED as error:
        raise InputError(said(error)) from None


def exact(text: bytes) -> None:
    """Read JSON with every key looked at. Raises `InputError` for a repeated one and for anything malformed."""

    def no_repetition(pairs: list[tuple[str, object]]) -> None:
        if len({key for key, _ in pairs}) != len(pairs):
            seen: set[str] = set()
            for key, _ in pairs:
                if key in seen:
                    message = f'the key "{key}" is repeated within one object: which of the two is meant?'
                    raise InputError(message)
                seen.add(key)

    try:
        json.loads(text, object_pairs_hook=no_repetition)
    except (ValueError, RecursionError) as error:
        raise InputError(said(error)) from None


def check_utf8(data: bytes) -> None:
    """Raise `InputError` unless the bytes are UTF-8, as the decoder does not look into what it skips."""
    if data.isascii():
        return
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        message = "it is UTF-16, as PowerShell's > writes it; write it as UTF-8 (`| Out-File -Encoding utf8`)"
        raise InputError(message)
    start = 0
    while start < len(data):
        end = min(start + _CHUNK, len(data))
        while end < len(data) and end > start and data[end] & 0xC0 == 0x80:
            end -= 1
        try:
            data[start:end].decode()
        except UnicodeDecodeError as error:
            message = f"it is not UTF-8: byte {start + error.start} is {data[start + error.start]:#04x}"
            raise InputError(message) from None
        start = end


def said(error: Exception) -> str:
    """A decoder's complaint in the form of ours."""
    if isinstance(error, RecursionError):
        return "it is nested too deeply to be a plan"
    text = str(error)
    cut = isinstance(error, json.JSONDecodeError) and (
        error.msg.startswith("Unterminated string") or error.pos >= len(error.doc.rstrip())
    )
    if cut or "truncated" in text:
        return "it ends in the middle: was it written completely?"
    return f"it is not well-formed JSON: {text[:1].lower()}{text[1:]}"
