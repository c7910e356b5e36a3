"""What `import` blocks take in: machines and the like that are there already, instead of being made."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vmgate.model.address import block_address
from vmgate.read.hcl.configuration.expand import format_key, repeat
from vmgate.read.hcl.evaluate.conversion import to_number
from vmgate.read.hcl.evaluate.expressions import attempt
from vmgate.read.hcl.evaluate.values import EvaluationError, unmark
from vmgate.read.hcl.syntax import nodes

if TYPE_CHECKING:
    from vmgate.read.hcl.configuration.module import Module
    from vmgate.read.hcl.evaluate.scope import Scope


@dataclass(slots=True)
class Imports:
    """The addresses of what is imported: of instances, and of blocks of which it is not known which instances are."""

    instances: set[str] = field(default_factory=set)
    blocks: set[str] = field(default_factory=set)

    def has(self, address: str) -> bool:
        """Whether an instance is imported, or may be."""
        return address in self.instances or (bool(self.blocks) and block_address(address) in self.blocks)


def imports(root: Module) -> Imports:
    """What the `import` blocks of a root module name with `to`; in other modules they have no meaning."""
    found = Imports()
    for block in root.definition.imports:
        target = block.body.attributes.get("to")
        if target is None:
            continue
        for _, names in repeat(block.body, root.scope).instances:
            _note(target.value, root.scope.with_names(names), found)
    return found


def _note(target: nodes.Expression, scope: Scope, found: Imports) -> None:
    """Adds an address. What is none is for Terraform to complain about."""
    if isinstance(target, nodes.Literal) and isinstance(target.value, str):
        # JSON syntax.
        found.instances.add(target.value)
        return
    if not isinstance(target, nodes.Traversal) or not isinstance(target.head, nodes.Name):
        return
    address, known = target.head.name, True
    for step in target.steps:
        if isinstance(step, nodes.Attr):
            address += f".{step.name}"
        elif isinstance(step, nodes.Index):
            key = _key(step.key, scope)
            known = known and key is not None
            address += key or ""
        else:
            return
    if known:
        found.instances.add(address)
    else:
        found.blocks.add(block_address(address))


def _key(node: nodes.Expression, scope: Scope) -> str | None:
    """An instance key as addresses show it; None where it is not known."""
    value, _ = unmark(attempt(node, scope))
    if isinstance(value, str):
        return format_key(value)
    try:
        number = to_number(value)
    except EvaluationError:
        return None
    return format_key(number) if isinstance(number, int) else None
