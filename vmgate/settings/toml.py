"""Values as TOML writes them, on one line."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vmgate.settings.form import Plain

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def toml(value: Plain) -> str:
    """A number, a boolean, a date, a text, or an array of them."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple | list):
        return f"[{', '.join(toml(one) for one in value)}]"
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, int) else quoted(str(value))


def quoted(text: str) -> str:
    """Text as a string: literal where that spares quotation marks their backslashes, else a basic one.

    Nothing that a terminal would obey or hide is left as it is.
    """
    if '"' in text and "'" not in text and text.isprintable():
        return f"'{text}'"
    return '"' + "".join(_ESCAPES.get(character) or _character(character) for character in text) + '"'


def _character(one: str) -> str:
    return one if one.isprintable() else f"\\u{ord(one):04x}" if ord(one) <= 0xFFFF else f"\\U{ord(one):08x}"
