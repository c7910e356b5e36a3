"""The text that an expression writes itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.read.hcl.syntax import nodes

if TYPE_CHECKING:
    from collections.abc import Iterator


def literal_text(part: nodes.Part) -> Iterator[str]:
    """The pieces of text in an expression, in order; not those that only decide something."""
    if isinstance(part, str):
        yield part.strip()
    elif isinstance(part, nodes.Literal):
        yield from [part.value] if isinstance(part.value, str) else []
    for inner in _parts(part):
        yield from literal_text(inner)


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
