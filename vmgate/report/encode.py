"""JSON documents with one long list, laid out for people and diffs yet written by the quick encoder."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

# The standard library indents with an encoder an order of magnitude slower than the one that does not.
_ROW = json.JSONEncoder()


def document(head: Mapping[str, Any], name: str, rows: Iterable[str]) -> str:
    """`head` indented by 2, the empty list under `name` filled with encoded rows, and a trailing newline.

    ASCII only: neither an output's encoding nor a control character in a name can break the document.
    """
    text = json.dumps(head, indent=2)
    # No string can hold this text: a quotation mark in a string is written with a backslash.
    before, empty, after = text.partition(f'"{name}": []')
    margin = before.rpartition("\n")[2]
    listed = f",\n{margin}  ".join(rows)
    filled = f'"{name}": [\n{margin}  {listed}\n{margin}]' if listed else empty
    return f"{before}{filled}{after}\n"


def row(value: Mapping[str, Any]) -> str:
    """One object on one line."""
    return _ROW.encode(value)


@cache
def _lines(margin: str) -> Callable[[object], str]:
    return json.JSONEncoder(separators=(f",\n{margin}  ", ": ")).encode


def flat_rows(values: Iterable[Mapping[str, Any]], indent: int) -> Iterable[str]:
    """Objects, a key to a line, `indent` deep, as `json.dumps(indent=2)` writes them.

    Their values are plain, but for lists of such objects under their last keys. One that holds another object is
    written by the slow encoder.
    """
    margin = " " * indent
    encode = _lines(margin)
    for value in values:
        if dict in map(type, value.values()):
            # No string holds a line break: it is written as an escape.
            yield json.dumps(value, indent=2).replace("\n", f"\n{margin}")
            continue
        lists = {name: inner for name, inner in value.items() if isinstance(inner, list)}
        text = encode({name: inner for name, inner in value.items() if name not in lists})[1:-1]
        for name, inner in lists.items():
            listed = f",\n{margin}    ".join(flat_rows(inner, indent + 4))
            listed = f"[\n{margin}    {listed}\n{margin}  ]" if inner else "[]"
            text += f",\n{margin}  {_ROW.encode(name)}: {listed}"
        yield f"{{\n{margin}  {text}\n{margin}}}"
