"""What a plan's configuration does not show: whether a block may have been written by a `dynamic` one.

Terraform leaves `dynamic` blocks out of `configuration`. Where the server fills in a block that is not written, one of
unknown number looks the same as none. But a plan lists the attributes that its changes rest on
(`relevant_attributes`, since Terraform 1.2), those of `dynamic` blocks included: one that is unknown, and that nothing
which is shown refers to, may be what the number of some block depends on.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from vmgate.model.address import block_address
from vmgate.model.value import format_path
from vmgate.read.plan.configuration import most_specific, references_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from vmgate.model.value import Path
    from vmgate.read.plan.configuration import Module, Tracer
    from vmgate.read.plan.document import RelevantAttribute

_WHOLE_MODULE = re.compile(r"module\.([\w-]+)(?:\[.*\])?")


def source_of_hidden_blocks(
    relevant: Sequence[RelevantAttribute],
    root: Module,
    tracer: Tracer,
    is_unknown: Callable[[str, Path], bool],
) -> str | None:
    """An unknown attribute that only what is not shown can refer to, as it is written; None if there is none.

    `is_unknown` tells whether the plan leaves an attribute of some instance of a block unknown.
    """
    shown: set[tuple[str, str | None]] | None = None
    for one in relevant:
        block, path = block_address(one.resource), tuple(one.attribute)
        if not is_unknown(block, path):
            continue
        if shown is None:
            shown = set(_shown(root, [], tracer))
        first = path[0] if path and isinstance(path[0], str) else None
        if not {(block, first), (block, None)} & shown:
            return f"{block}.{format_path(path)}" if path else block
    return None


def _shown(module: Module, names: list[str], tracer: Tracer) -> Iterator[tuple[str, str | None]]:
    """What the resources of a module and of those below refer to, and the outputs of the root: a block with an
    attribute, or with None for all of it.
    """
    for block in module.resources.values():
        for_each = references_of(block.for_each_expression)
        expressions: list[object] = [block.expressions, block.for_each_expression, block.count_expression]
        expressions += [one.expressions for one in block.provisioners or ()]
        for text in _references(expressions):
            yield from _meant(module, names, text, for_each, tracer)
    if module.parent is None:
        yield from _of_outputs(module, names, tracer)
    for name, child in module.children.items():
        yield from _shown(child, [*names, f"module.{name}"], tracer)


def _of_outputs(module: Module, names: list[str], tracer: Tracer) -> Iterator[tuple[str, str | None]]:
    for output in module.outputs.values():
        for text in _references(output.expression):
            yield from _meant(module, names, text, [], tracer)


def _meant(
    module: Module, names: list[str], text: str, for_each: list[str], tracer: Tracer
) -> Iterator[tuple[str, str | None]]:
    """What one reference leads to. A module as a whole, as a splat or a loop has it, is all that it puts out."""
    for found in tracer.trace(module, names, [text], for_each):
        step = found.attribute[0] if found.attribute else None
        yield block_address(found.address), step if isinstance(step, str) else None
    whole = _WHOLE_MODULE.fullmatch(text)
    child = module.children.get(whole[1]) if whole else None
    if whole and child is not None:
        yield from _of_outputs(child, [*names, f"module.{whole[1]}"], tracer)


def _references(node: Any) -> Iterator[str]:
    """The references of every expression below a node."""
    found = references_of(node)
    yield from most_specific(found)
    if not found:
        for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
            yield from _references(child)
