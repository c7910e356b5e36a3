"""Values as a person would write them in a TOML file."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from vmgate.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping


def lines(data: Mapping[str, Any]) -> list[str]:
    """`key = value`, a line each. Raises `UsageError` for text that no file can hold."""
    return [f"{key} = {value(one)}" for key, one in data.items()]


def value(one: Any) -> str:
    """A text, a date, or an array of them. Raises `UsageError` for text that no file can hold."""
    if isinstance(one, list):
        return f"[{', '.join(map(value, one))}]"
    if isinstance(one, date):
        return one.isoformat()
    return text(str(one))


def text(words: str) -> str:
    """A string: literal where that spares the quotation marks of an address their backslashes, else a basic one.

    Raises `UsageError` for text that no file can hold.
    """
    try:
        words.encode()
    except UnicodeEncodeError:
        message = f"{words!a} is not UTF-8 text"
        raise UsageError(message) from None
    if '"' in words and "'" not in words and words.isprintable():
        return f"'{words}'"
    # What JSON writes is a basic string, but for what JSON leaves as it is and TOML forbids.
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")
