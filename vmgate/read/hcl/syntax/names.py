"""The names that an expression takes from around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.read.hcl.syntax import nodes

if TYPE_CHECKING:
    from collections.abc import Iterator


def free_names(expression: nodes.Expression) -> set[str]:
    """The roots of all references that the expression does not bind itself."""
    found: set[str] = set()
    pending: list[tuple[nodes.Part, frozenset[str]]] = [(expression, frozenset())]
    while pending:
        part, bound = pending.pop()
        if isinstance(part, nodes.Name):
            if part.name not in bound:
                found.add(part.name)
        elif isinstance(part, nodes.ForExpression | nodes.For):
            pending.append((part.collection, bound))
            inner = bound | {part.value} | ({part.key} if part.key is not None else set())
            pending += [(child, inner) for child in _inside(part)]
        elif not isinstance(part, str):
            pending += [(child, bound) for child in _children(part)]
    return found


def _inside(loop: nodes.ForExpression | nodes.For) -> list[nodes.Part]:
    if isinstance(loop, nodes.For):
        return list(loop.body)
    return [each for each in (loop.result_key, loop.result, loop.condition) if each is not None]


def _children(part: nodes.Expression | nodes.If) -> list[nodes.Part]:
    match part:
        case nodes.Traversal(head=head, steps=steps):
            return [head, *_keys(steps)]
        case nodes.Template(parts=parts) | nodes.Tuple(items=parts) | nodes.Call(arguments=parts):
            return list(parts)
        case nodes.If(condition=condition, then=then, otherwise=otherwise):
            return [condition, *then, *otherwise]
        case nodes.Object(items=items):
            return [each for item in items for each in (item.key, item.value)]
        case nodes.Unary(operand=operand):
            return [operand]
        case nodes.Binary(left=left, right=right):
            return [left, right]
        case nodes.Conditional(condition=condition, then=one, otherwise=other):
            return [condition, one, other]
    return []


def _keys(steps: tuple[nodes.Step, ...]) -> Iterator[nodes.Expression]:
    for step in steps:
        if isinstance(step, nodes.Index):
            yield step.key
        elif isinstance(step, nodes.Splat):
            yield from _keys(step.steps)
