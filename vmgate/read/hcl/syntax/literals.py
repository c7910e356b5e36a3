"""The text that an expression writes itself, and what it takes from elsewhere."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING

from vmgate.read.hcl.syntax import nodes

if TYPE_CHECKING:
    from collections.abc import Iterator


ELSEWHERE = "elsewhere"


def literal_text(part: nodes.Part) -> Iterator[str]:
    """The pieces of text in an expression, in order; not those that only decide something."""
    if isinstance(part, str):
        yield part.strip()
    elif isinstance(part, nodes.Literal):
        yield from [part.value] if isinstance(part.value, str) else []
    for inner in _parts(part):
        yield from literal_text(inner)


def references(node: object) -> Iterator[tuple[str, str]]:
    """The variables, locals and the like that an expression refers to: `("var", "name")`.

    What only a run of Packer can tell (`env`, `vault`) is `(ELSEWHERE, why)`.
    """
    if isinstance(node, nodes.Unclear):
        yield ELSEWHERE, node.reason
    if isinstance(node, nodes.Traversal) and isinstance(node.head, nodes.Name):
        first = node.steps[0] if node.steps else None
        if isinstance(first, nodes.Attr):
            yield node.head.name, first.name
    if isinstance(node, tuple | list):
        for item in node:
            yield from references(item)
    elif is_dataclass(node) and not isinstance(node, type | nodes.Block):
        for each in fields(node):
            yield from references(getattr(node, each.name))


def _parts(part: nodes.Part) -> tuple[nodes.Part, ...]:
    match part:
        case nodes.Template(parts=parts) | nodes.For(body=parts):
            return parts
        case nodes.If(then=then, otherwise=otherwise):
            return (*then, *otherwise)
        case nodes.Call(arguments=parts) | nodes.Tuple(items=parts):
            return parts
        case nodes.Conditional(then=one, otherwise=other):
            return (one, other)
        case nodes.Object(items=items):
            return tuple([item.value for item in items])
    return ()
