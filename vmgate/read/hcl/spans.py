"""Where in the source a value is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.read.hcl.configuration.instances import BlockInstance
from vmgate.read.hcl.evaluate.traversal import BlockList
from vmgate.read.hcl.syntax import nodes

if TYPE_CHECKING:
    from vmgate.model.position import Span
    from vmgate.model.value import Path
    from vmgate.read.hcl.syntax.nodes import Expression
    from vmgate.read.hcl.syntax.source import SourceFile


def locate(block: BlockInstance, path: Path) -> Span:
    """The place of a value: an attribute, or the item of an object or list that it writes.

    A nested block's is its header; what is absent has that of the block around it.
    """
    at = 0
    while at < len(path):
        name = str(path[at])
        attribute = block.body.attributes.get(name)
        if attribute is not None:
            return within(attribute, path[at + 1 :])
        found = block.blocks.get(name, BlockList())
        position = path[at + 1] if at + 1 < len(path) else 0
        inner = found[position] if isinstance(position, int) and position < len(found) else None
        if not isinstance(inner, BlockInstance):
            break
        block = inner
        at += 2
    return header(block.block)


def header(block: nodes.Block) -> Span:
    """The first line of a block, up to its brace."""
    return block.source.span(block.start, block.header_end)


def within(attribute: nodes.Attribute, rest: Path) -> Span:
    """The place of what an attribute writes at a path below its value."""
    source: SourceFile = attribute.source
    start, end = attribute.start, attribute.end
    expression: Expression | None = attribute.value
    for step in rest:
        found = _item(expression, step) if expression is not None else None
        if found is None:
            break
        start, end, expression = found
    return source.span(start, end)


def _item(expression: Expression, step: str | int) -> tuple[int, int, Expression] | None:
    """The part of an expression that writes what is at one step below its value."""
    if isinstance(expression, nodes.Object):
        for item in reversed(expression.items):
            if isinstance(item.key, nodes.Literal) and str(item.key.value) == step:
                return item.start, item.end, item.value
    elif isinstance(expression, nodes.Tuple) and isinstance(step, int) and step < len(expression.items):
        element = expression.items[step]
        return element.start, element.end, element
    elif isinstance(expression, nodes.Call) and expression.name in {"merge", "tomap"}:
        for argument in reversed(expression.arguments):
            found = _item(argument, step)
            if found is not None:
                return found
    return None
