"""Maps that are written as blocks, as Terraform had them before 0.12: `tags { a = "b" }` for `tags = { a = "b" }`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.read.hcl.configuration.attribute_types import attribute_type
from vmgate.read.hcl.evaluate.types import Collection
from vmgate.read.hcl.syntax import nodes

if TYPE_CHECKING:
    from collections.abc import Callable


def with_maps(block: nodes.Block) -> nodes.Block:
    """The block with what can only be a map as an argument: its provider has no such block, and its kind has none."""
    body = block.body
    if not body.blocks:
        return block
    match block.type:
        case "resource" if len(block.labels) == 2:
            body = _of_resource(body, "managed", block.labels[0], ())
        case "data" if len(block.labels) == 2:
            body = _of_resource(body, "data", block.labels[0], ())
        case "variable":
            body = _converted(body, lambda inner: inner.type == "default")
        case "module":
            body = _converted(body, lambda inner: inner.type not in {"lifecycle", "providers"})
        case "locals":
            body = _converted(body, lambda _: True)
    return block if body is block.body else _with_body(block, body)


def _of_resource(body: nodes.Body, mode: str, type_: str, around: tuple[str, ...]) -> nodes.Body:
    def is_map(inner: nodes.Block) -> bool:
        known = attribute_type(mode, type_, (*around, inner.type)) if not inner.labels else None
        return isinstance(known, Collection) and known.name == "map"

    body = _converted(body, is_map)
    inside: list[nodes.Block] = []
    for inner in body.blocks:
        within = (
            _of_resource(inner.body, mode, type_, (*around, inner.type)) if inner.body.blocks else inner.body
        )
        inside.append(inner if within is inner.body else _with_body(inner, within))
    if all(new is old for new, old in zip(inside, body.blocks, strict=True)):
        return body
    return nodes.Body(body.attributes, inside)


def _converted(body: nodes.Body, is_map: Callable[[nodes.Block], bool]) -> nodes.Body:
    maps = [inner for inner in body.blocks if not inner.labels and is_map(inner)]
    if not maps:
        return body
    attributes = dict(body.attributes)
    for inner in maps:
        attributes.setdefault(
            inner.type, nodes.Attribute(inner.type, _object(inner), inner.start, inner.end, inner.source)
        )
    return nodes.Body(attributes, [inner for inner in body.blocks if not any(inner is one for one in maps)])


def _object(block: nodes.Block) -> nodes.Object:
    items = [
        nodes.Item(a.start, a.end, nodes.Literal(a.start, a.start + len(a.name), a.name), a.value)
        for a in block.body.attributes.values()
    ]
    items += [
        nodes.Item(
            inner.start,
            inner.end,
            nodes.Literal(inner.start, inner.header_end, inner.type),
            _object(inner),
        )
        for inner in block.body.blocks
    ]
    return nodes.Object(block.header_end, block.end, tuple(items))


def _with_body(block: nodes.Block, body: nodes.Body) -> nodes.Block:
    return nodes.Block(block.type, block.labels, body, block.start, block.header_end, block.end, block.source)
