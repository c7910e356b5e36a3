"""The one way in which a fact is written, so that equal facts are equal files and every byte counts."""

from __future__ import annotations

import hashlib

import msgspec

from vmgate.errors import InputError
from vmgate.registry.facts import Fact

LARGEST = 1024 * 1024
"""No fact and no signature is larger, in bytes."""

_DECODER = msgspec.json.Decoder(Fact)


def encoded(fact: Fact) -> bytes:
    """The bytes of a fact's file: UTF-8, keys sorted, two blanks an indentation, a line feed at the end."""
    return msgspec.json.format(msgspec.json.encode(fact, order="sorted"), indent=2) + b"\n"


def decoded(data: bytes, path: str) -> Fact:
    """The fact of a file. Raises `InputError`, as `path: message`, for bytes that `encoded` would not give."""
    if len(data) > LARGEST:
        raise InputError(f"{path}: it is larger than {LARGEST // 1024} KiB, which no fact is")
    try:
        fact: Fact = _DECODER.decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: not a fact of a template registry: {error}") from None
    except RecursionError:
        raise InputError(f"{path}: its values are nested too deep") from None
    if encoded(fact) != data:
        raise InputError(
            f"{path}: it is not written as vmgate writes it (keys once and sorted, two blanks an indentation, "
            "nothing that is the default); facts are made by vmgate template, not by hand"
        )
    return fact


def digest(data: bytes) -> str:
    """`sha256:` and 64 hexadecimal digits."""
    return f"sha256:{hashlib.sha256(data).hexdigest()}"
