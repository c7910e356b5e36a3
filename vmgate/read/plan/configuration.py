"""A plan's `configuration`: what was written, with references in place of values.

It tells whether an attribute was written at all, and which block's attribute an unknown value is a copy of.
Limits that Terraform sets: `dynamic` blocks and locals are missing, functions and conditionals leave only a flat
list of what they mention.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from vmgate.model.value import Reference
from vmgate.read.plan.document import ModuleBlock, ModuleCall

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmgate.model.value import Path
    from vmgate.read.plan.document import OutputBlock, ResourceBlock

_MAX_HOPS = 64

# Roots that never hold what a resource is linked by.
_PLAIN = {"count", "path", "terraform", "self"}
# Roots that may hold anything, and that a plan's configuration does not let one follow.
_OPAQUE = {"local", "each"}
_BARE_BLOCK = re.compile(r"(?:data\.)?[\w-]+\.[\w-]+\Z")
_STEP = re.compile(r'\.([A-Za-z_][\w-]*)|\[(\d+|"(?:[^"\\]|\\.)*")\]|\.(\d+)')


class Module(Struct, frozen=True):
    """One module of the configuration, and the call that brought it in (an empty one for the root)."""

    parent: Module | None
    call: ModuleCall
    resources: dict[str, ResourceBlock]
    outputs: dict[str, OutputBlock]
    children: dict[str, Module] = field(default_factory=dict)

    def has_provisioners(self) -> bool:
        """Whether any block of the module, or of those it calls, runs commands."""
        own = any(block.provisioners for block in self.resources.values())
        return own or any(child.has_provisioners() for child in self.children.values())

    def scope(self, names: list[str]) -> Module | None:
        """The module found by following call names from here."""
        module: Module | None = self
        for name in names:
            module = module.children.get(name) if module is not None else None
        return module


def read_module(
    block: ModuleBlock | None, parent: Module | None = None, call: ModuleCall | None = None
) -> Module:
    """The tree of modules below `configuration.root_module`."""
    block = block or ModuleBlock()
    resources = {item.address: item for item in block.resources or ()}
    module = Module(parent, call or ModuleCall(), resources, block.outputs or {})
    for name, inner in (block.module_calls or {}).items():
        module.children[name] = read_module(inner.module, module, inner)
    return module


def references_of(expression: object) -> list[str]:
    """What an expression refers to, as Terraform lists it; nothing where it is literal, or no expression at all."""
    found = expression.get("references") if isinstance(expression, dict) else None
    return [name for name in found if isinstance(name, str)] if isinstance(found, list) else []


def expression_at(expressions: dict[str, Any], path: Path) -> dict[str, Any] | None:
    """The expression that gives the value at a path, or that contains it; None where the configuration has none.

    A literal has `constant_value`, anything else `references`.
    """
    node: Any = expressions
    for step in path:
        if isinstance(node, dict) and ("references" in node or "constant_value" in node):
            return node
        if isinstance(step, int):
            node = node[step] if isinstance(node, list) and step < len(node) else None
        else:
            node = node.get(step) if isinstance(node, dict) else None
        if node is None:
            return None
    return node if isinstance(node, dict) else {}


def writes(expressions: dict[str, Any], path: Path) -> bool:
    """Whether the configuration writes this attribute, as far as it is not in a `dynamic` block."""
    return expression_at(expressions, path) is not None


class _Untraceable(Exception):  # noqa: N818  - an answer, not an error
    """Something is referred to that may hold the value and cannot be followed."""


class Tracer:
    """Follows references through module arguments and outputs to the blocks they end at."""

    def __init__(self, root: Module) -> None:
        self.root = root

    def trace(
        self, module: Module, instance: list[str], references: list[str], for_each: list[str] | None = None
    ) -> tuple[Reference, ...]:
        """All the block attributes that an expression with these references may be a copy of.

        `module` is where the expression stands and `instance` that module's path with its keys, one entry for
        each module (`['module.app["a"]']`). `for_each` are the references of the block's own `for_each`. The
        answer is empty when something is referred to that cannot be followed: some candidates are worse than none.
        """
        try:
            return tuple(dict.fromkeys(self._follow(module, instance, references, for_each, 0)))
        except _Untraceable:
            return ()

    def _follow(
        self,
        module: Module,
        instance: list[str],
        references: list[str],
        for_each: list[str] | None,
        depth: int,
    ) -> Iterator[Reference]:
        if depth > _MAX_HOPS:
            raise _Untraceable
        specific = most_specific(references)
        # `x.y[each.key].id` leaves "x.y" and "each.key": what is opaque there is only the key.
        indexed = any(_BARE_BLOCK.match(text) and text.partition(".")[0] not in _OPAQUE for text in specific)
        for text in specific:
            head, _, rest = text.partition(".")
            if head in _PLAIN or (head in _OPAQUE and indexed):
                continue
            if head == "each" and rest.startswith("value") and for_each:
                yield from self._deeper(
                    self._follow(module, instance, for_each, None, depth + 1), _after_value(rest)
                )
            elif head in _OPAQUE:
                raise _Untraceable
            elif head == "var":
                yield from self._variable(module, instance, rest, depth)
            elif head == "module":
                yield from self._output(module, instance, rest, depth)
            else:
                yield _block_reference(instance, text)

    def _variable(self, module: Module, instance: list[str], rest: str, depth: int) -> Iterator[Reference]:
        name, steps = _name_and_steps(rest)
        references = references_of((module.call.expressions or {}).get(name))
        if module.parent is not None and references:
            for_each = references_of(module.call.for_each_expression)
            yield from self._deeper(
                self._follow(module.parent, instance[:-1], references, for_each, depth + 1), steps
            )

    def _output(self, module: Module, instance: list[str], rest: str, depth: int) -> Iterator[Reference]:
        call, steps = _name_and_steps(rest)
        child = module.children.get(call)
        key = f"[{_written(steps.pop(0))}]" if steps and _is_key(steps[0], rest, call) else ""
        if child is None or not steps or not isinstance(steps[0], str):
            return
        output = child.outputs.get(steps[0])
        below = [*instance, f"module.{call}{key}"]
        references = references_of(output.expression) if output is not None else []
        if references:
            yield from self._deeper(self._follow(child, below, references, None, depth + 1), list(steps[1:]))

    @staticmethod
    def _deeper(found: Iterator[Reference], steps: list[str | int]) -> Iterator[Reference]:
        """References to a whole object, taken on to the attribute of it that was asked for."""
        for reference in found:
            if not steps:
                yield reference
            elif not reference.attribute and isinstance(steps[0], str):
                yield Reference(reference.address, tuple(steps))
            elif not reference.attribute:
                # A key into a list or map of blocks: which of them is not known here.
                yield Reference(reference.address, tuple(step for step in steps[1:]))
            else:
                yield reference


def _is_key(step: str | int, rest: str, call: str) -> bool:
    return isinstance(step, int) or rest[len(call) : len(call) + 1] == "["


def _after_value(rest: str) -> list[str | int]:
    return list(_steps(rest.removeprefix("value")))


def _written(step: str | int) -> str:
    return str(step) if isinstance(step, int) else '"' + step.replace("\\", "\\\\").replace('"', '\\"') + '"'


def most_specific(references: list[str]) -> list[str]:
    """Terraform lists `x.y.id` and then `x.y`: keep what says most."""
    kept: list[str] = []
    for text in references:
        if not any(own.startswith(text) and own[len(text) : len(text) + 1] in {".", "[", ""} for own in kept):
            kept.append(text)
    return kept


def _name_and_steps(text: str) -> tuple[str, list[str | int]]:
    match = re.match(r"[\w-]+", text)
    name = match.group(0) if match else ""
    return name, list(_steps(text[len(name) :]))


def _steps(text: str) -> Iterator[str | int]:
    for attribute, key, legacy in _STEP.findall(text):
        if attribute:
            yield attribute
        elif key.startswith('"'):
            yield re.sub(r"\\(.)", r"\1", key[1:-1])
        else:
            yield int(key or legacy)


_BLOCK = re.compile(r'((?:data\.)?[\w-]+\.[\w-]+)(\[(?:\d+|"(?:[^"\\]|\\.)*")\])?(.*)\Z', re.DOTALL)


def _block_reference(instance: list[str], text: str) -> Reference:
    match = _BLOCK.match(text)
    if match is None:
        return Reference(text)
    block, key, rest = match.groups()
    address = ".".join([*instance, block + (key or "")])
    return Reference(address, tuple(_steps(rest)))
