"""Blocks with values: a body in a scope, with its nested and dynamic blocks expanded."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from vmgate.model.value import Reference, Unknown
from vmgate.read.hcl.configuration.attribute_types import as_provided, attribute_type, is_block
from vmgate.read.hcl.evaluate.expressions import attempt
from vmgate.read.hcl.evaluate.templates import pairs
from vmgate.read.hcl.evaluate.traversal import BlockList
from vmgate.read.hcl.evaluate.types import ANY, UNSAID, mentions
from vmgate.read.hcl.evaluate.unknowns import unknown
from vmgate.read.hcl.evaluate.values import (
    EvaluationError,
    Lazy,
    UnknownCollection,
    Unsettled,
    mark,
    opened,
    unmark,
)
from vmgate.read.hcl.syntax import nodes

if TYPE_CHECKING:
    from vmgate.model.value import Path
    from vmgate.read.hcl.evaluate.scope import Scope
    from vmgate.read.hcl.evaluate.values import Val

META_ARGUMENTS = frozenset({"count", "for_each", "provider", "depends_on"})
META_BLOCKS = frozenset({"lifecycle", "provisioner", "connection", "_"})
_BUSY = Unknown("it refers to itself")


@dataclass(slots=True)
class Origin:
    """The block that attributes belong to: for references to what the configuration does not set.

    `mode` and `type` are those of a resource or a data source.
    """

    address: str
    reason: str
    mode: str = ""
    type: str = ""


class BlockInstance(Lazy):
    """A body in a scope. Attributes are evaluated when they are asked for, and once."""

    __slots__ = (
        "_blocks", "_uncertain", "_values", "block", "body", "doubt", "dynamic", "origin", "path", "scope",
    )  # fmt: skip

    def __init__(self, block: nodes.Block, scope: Scope, origin: Origin, path: Path = ()) -> None:
        self.block = block
        self.body = block.body if not block.source.name.endswith(".json") else _cleared(block, origin, path)
        self.scope = scope
        self.origin = origin
        self.path = path
        # Why it is not known whether there is such a block at all, or how many; None for a certain one.
        self.doubt: Unknown | None = None
        # The `dynamic` block whose content this is.
        self.dynamic: nodes.Block | None = None
        self._values: dict[str, Val] = {}
        self._blocks: dict[str, BlockList] | None = None
        self._uncertain: dict[str, Unknown] = {}

    @property
    def blocks(self) -> dict[str, BlockList]:
        """The nested blocks by type, those of `dynamic` blocks among them.

        Where their number is not known there is one, whose iterator is unknown.
        """
        if self._blocks is None:
            found: dict[str, list[Val]] = {}
            self._blocks = {}
            for block in self.body.blocks:
                if block.type == "dynamic" and block.labels:
                    self._expand(block, found.setdefault(block.labels[0], []))
                elif block.type not in META_BLOCKS or self.path:
                    instances = found.setdefault(block.type, [])
                    path = (*self.path, block.type, len(instances))
                    instances.append(BlockInstance(block, self.scope, self.origin, path))
            self._blocks = {name: BlockList(instances) for name, instances in found.items() if instances}
        return self._blocks

    def _expand(self, block: nodes.Block, instances: list[Val]) -> None:
        name = block.labels[0]
        content = next((inner for inner in block.body.blocks if inner.type == "content"), None)
        attributes = block.body.attributes
        if content is None or "for_each" not in attributes:
            return
        iterator = iterator_of(block)
        value, marked = unmark(attempt(attributes["for_each"].value, self.scope))
        if isinstance(value, Lazy):
            value = value.whole()
        value = opened(value)
        try:
            items = pairs(value) if not isinstance(value, Unknown) else unknown_pair(value)
        except EvaluationError as error:
            value = Unknown(f"cannot be evaluated: {error}")
            items = unknown_pair(value)
        if isinstance(value, Unknown):
            self._uncertain[name] = value
        for key, item in items:
            each: dict[str, Val] = {"key": mark(key, marked), "value": mark(item, marked)}
            path = (*self.path, name, len(instances))
            instance = BlockInstance(content, self.scope.with_names({iterator: each}), self.origin, path)
            instance.doubt = self._uncertain.get(name)
            instance.dynamic = block
            instances.append(instance)

    def value(self, name: str) -> Val:
        """The value of an attribute that is set, or the nested blocks of a type; None if there is neither."""
        if name in self._values:
            found = self._values[name]
            return Unknown(f"{self.origin.address}: {name} refers to itself") if found is _BUSY else found
        attribute = self.body.attributes.get(name)
        if attribute is None:
            return self.blocks.get(name)
        self._values[name] = _BUSY
        try:
            value = attempt(attribute.value, self.scope)
            self._values[name] = self._provided(value, name) if type(value) is Unsettled else value
        finally:
            if self._values[name] is _BUSY:
                del self._values[name]
        return self._values[name]

    def attribute(self, name: str) -> Val:
        """What a reference to an attribute yields: unknown if the configuration does not set it."""
        value = self.value(name)
        if value is None:
            reference = Reference(self.origin.address, (*self.path, name))
            return self._computed(name, reference)
        uncertain = self._uncertain.get(name)
        if uncertain is not None and isinstance(value, BlockList):
            return UnknownCollection(uncertain.reason, (), value[0] if value else None)
        if isinstance(value, BlockList):
            return value
        return self._provided(value, name)

    def _provided(self, value: Val, name: str) -> Val:
        return as_provided(value, self.origin.mode, self.origin.type, self._names(name))

    def _names(self, name: str) -> tuple[str, ...]:
        return tuple(step for step in (*self.path, name) if isinstance(step, str))

    def _computed(self, name: str, reference: Reference) -> Val:
        """What the configuration does not set: unknown, of the type that the provider gives it."""
        type_ = attribute_type(self.origin.mode, self.origin.type, self._names(name))
        open_ = type_ is None or mentions(type_, ANY)
        return unknown(self.origin.reason, UNSAID if open_ or type_ is None else type_, (reference,))

    def whole(self) -> Val:
        """Unknown: a resource has attributes that only the plan or the provider can tell."""
        return Unknown(self.origin.reason, (Reference(self.origin.address, self.path),))

    def names(self) -> list[str]:
        """The attributes that are set and the types of nested blocks that are there."""
        if self.path:
            return [*self.body.attributes, *self.blocks]
        return [*(name for name in self.body.attributes if name not in META_ARGUMENTS), *self.blocks]


def iterator_of(dynamic: nodes.Block) -> str:
    """The name by which the content of a `dynamic` block calls the element at hand. JSON writes it as a string."""
    attribute = dynamic.body.attributes.get("iterator")
    named = attribute.value if attribute is not None else None
    if isinstance(named, nodes.Literal) and isinstance(named.value, str):
        return named.value
    return named.name if isinstance(named, nodes.Name) else dynamic.labels[0]


def _cleared(block: nodes.Block, origin: Origin, path: Path) -> nodes.Body:
    """A body in JSON syntax, with each object in it the block or the value that the provider's schema makes it."""
    attributes: dict[str, nodes.Attribute] = {}
    blocks = list(block.body.blocks)
    around = tuple(step for step in path if isinstance(step, str))
    for name, attribute in block.body.attributes.items():
        value = attribute.value
        if isinstance(value, nodes.Unclear) and value.block is not None and value.value is not None:
            nested = is_block(origin.mode, origin.type, (*around, name))
            if nested:
                blocks.append(value.block)
                continue
            if nested is False:
                attributes[name] = replace(attribute, value=value.value)
                continue
        attributes[name] = attribute
    return nodes.Body(attributes, blocks)


def unknown_pair(value: Unknown) -> list[tuple[Val, Val]]:
    """The one element that stands for those of a collection that is not known."""
    element = value.element if isinstance(value, UnknownCollection) else Unknown(value.reason)
    return [(Unknown(value.reason), element)]
