"""The block structure of texts as python-hcl2 sees it. Runs in that library's own environment, not in the project's.

Standard input is a JSON object of texts by name; standard output is one of their structures, or of the text of the
error that the library raised. A body is `[attributes, blocks]` in the order of the text: an attribute is
`[name, line]`, a block `[type, labels, line, body]`.
"""

from __future__ import annotations

import json
import sys
from typing import Any

import hcl2  # type: ignore[import-not-found]  # it is where this runs

HEADER = frozenset({"identifier", "keyword", "string"})


def body(tree: Any) -> list[Any]:
    """The structure of a node of type `body`."""
    attributes: list[Any] = []
    blocks: list[Any] = []
    for child in tree.children:
        kind = getattr(child, "data", "")
        if kind == "attribute":
            attributes.append([text(child.children[0]), child.meta.line])
        elif kind == "block":
            inner = next(part for part in child.children if getattr(part, "data", "") == "body")
            header = [part for part in child.children if getattr(part, "data", "") in HEADER]
            names = [text(part) for part in header]
            blocks.append([names[0], names[1:], child.meta.line, body(inner)])
    return [attributes, blocks]


def text(tree: Any) -> str:
    """The text of a name or of a quoted label."""
    parts = [str(token) for token in tree.scan_values(lambda token: token.type != "DBLQUOTE")]
    return "".join(parts)


def structure(source: str) -> Any:
    """The structure of a text, or `{"error": …}`."""
    try:
        tree = hcl2.parses_to_tree(source)
    except Exception as error:
        return {"error": f"{type(error).__name__}: {error}"[:300]}
    return body(next(child for child in tree.children if child.data == "body"))


if __name__ == "__main__":
    sys.setrecursionlimit(20_000)
    json.dump({name: structure(source) for name, source in json.load(sys.stdin).items()}, sys.stdout)
