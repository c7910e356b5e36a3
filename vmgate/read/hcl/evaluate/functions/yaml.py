"""`yamlencode`: blocks, keys sorted, every string and key in double quotes or, with line breaks, literal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.model.value import Unknown
from vmgate.read.hcl.evaluate.functions.encoding import json_text
from vmgate.read.hcl.evaluate.functions.signature import Context, define

if TYPE_CHECKING:
    from vmgate.read.hcl.evaluate.values import Val

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\t": "\\t"}
_WIDTH = 80


class _Unwritten(Exception):  # noqa: N818  - leads to unknown, not to an error
    """Text whose form as YAML is not worked out here: what the encoder would fold or escape."""


@define("yamlencode", 1)
def _yamlencode(args: list[Val], _: Context) -> Val:
    value = args[0]
    try:
        text = _block(value, "", 0).removeprefix("\n")
    except _Unwritten:
        return Unknown("the result of yamlencode is not evaluated")
    plain = not isinstance(value, str | dict | tuple)
    return (
        text
        if text.endswith("\n") and not isinstance(value, dict | tuple)
        else text + ("\n...\n" if plain else "\n")
    )


def _block(value: Val, indent: str, column: int) -> str:
    """The value as it follows `key:` or `-`; a collection begins with its own line break."""
    lines: list[str] = []
    if isinstance(value, dict) and value:
        for name in sorted(value):
            item = value[name]
            key = f"{indent}{_quoted(name, len(indent))}:"
            text = _block(item, indent if isinstance(item, tuple) else indent + "  ", len(key) + 1)
            lines.append(key + (text if text.startswith("\n") else f" {text}"))
    elif isinstance(value, tuple) and value:
        for item in value:
            text = _block(item, indent + "  ", len(indent) + 2)
            lines.append(f"{indent}- {text[len(indent) + 3 :] if text.startswith(chr(10)) else text}")
    elif isinstance(value, dict | tuple):
        return "{}" if isinstance(value, dict) else "[]"
    elif isinstance(value, str):
        return _literal(value, indent) if "\n" in value else _quoted(value, column)
    else:
        return json_text(value)
    return "\n" + "\n".join(lines)


def _quoted(text: str, column: int) -> str:
    written = "".join(_ESCAPES.get(character, character) for character in text)
    if any(
        not (character.isprintable() or character == "\t") or ord(character) > 0xFFFF for character in text
    ):
        raise _Unwritten
    if " " in text and column + len(written) + 2 > _WIDTH:
        raise _Unwritten
    return f'"{written}"'


def _literal(text: str, indent: str) -> str:
    lines = text.removesuffix("\n").split("\n")
    if any(not line.isprintable() or line != line.rstrip() for line in lines) or not indent:
        raise _Unwritten
    if text.startswith((" ", "\n")) or text.endswith("\n\n"):
        raise _Unwritten
    mark = "|" if text.endswith("\n") else "|-"
    return mark + "".join(f"\n{indent}{line}" if line else "\n" for line in lines)
