"""JSON from a build, read without being lax: of bounded size, every key once, and with the type that is asked for."""

from __future__ import annotations

import json
from typing import Any, TypeVar

from vmgate.errors import InputError

T = TypeVar("T")

LARGEST = 64 * 1024 * 1024
"""No manifest, report or bill of materials is larger, in bytes."""


def document(data: bytes, name: str) -> dict[str, Any]:
    """A JSON object. Raises `InputError`, as `name: message`."""
    if len(data) > LARGEST:
        raise InputError(f"{name}: it is larger than {LARGEST >> 20} MiB")

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            raise InputError(f"{name}: a key is repeated within one object: which of the two is meant?")
        return found

    try:
        found = json.loads(data.decode("utf-8-sig"), object_pairs_hook=once, parse_constant=_no_number)
    except UnicodeDecodeError:
        raise InputError(f"{name}: it is not UTF-8") from None
    except RecursionError:
        raise InputError(f"{name}: it is nested too deep") from None
    except ValueError as error:
        raise InputError(f"{name}: it is not JSON: {error}") from None
    if not isinstance(found, dict):
        raise InputError(f"{name}: it is not a JSON object")
    return found


def entry(table: dict[str, Any], key: str, kind: type[T], name: str) -> T:
    """The value of a key that must be there. Raises `InputError`."""
    found = table.get(key)
    if not isinstance(found, kind) or (kind is int and isinstance(found, bool)):
        words = {str: "text", int: "a whole number", list: "a list", dict: "an object"}
        raise InputError(f"{name}: {key} has to be {words.get(kind, kind.__name__)}")
    return found


def objects(table: dict[str, Any], key: str, name: str) -> list[dict[str, Any]]:
    """The objects of a list; none where the key is missing or null. Raises `InputError`."""
    found = table.get(key)
    if found is None:
        return []
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise InputError(f"{name}: {key} has to be a list of objects")
    return found


def text(table: dict[str, Any], key: str, name: str) -> str | None:
    """Text, or None where the key is missing or null. Raises `InputError`."""
    return None if table.get(key) is None else entry(table, key, str, name)


def _no_number(word: str) -> Any:
    raise ValueError(f"{word} is no number")
