"""JSON documents with one long list, laid out for people and diffs yet written by the quick encoder."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

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


def flat_rows(values: Iterable[Mapping[str, Any]], indent: int) -> Iterable[str]:
    """Objects without nested ones, a key to a line, `indent` deep, as `json.dumps(indent=2)` writes them."""
    margin = " " * indent
    encode = json.JSONEncoder(separators=(f",\n{margin}  ", ": ")).encode
    for value in values:
        yield f"{{\n{margin}  {encode(value)[1:-1]}\n{margin}}}"
