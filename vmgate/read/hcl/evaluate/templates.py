"""The text of templates: interpolations, `%{ if }` and `%{ for }`."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from vmgate.model.value import Unknown
from vmgate.read.hcl.evaluate.conversion import to_bool, to_string
from vmgate.read.hcl.evaluate.values import EvaluationError, Lazy, SetValue, computed, kind, mark, unmark
from vmgate.read.hcl.syntax import nodes

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmgate.read.hcl.evaluate.scope import Scope
    from vmgate.read.hcl.evaluate.values import Val

Evaluate: TypeAlias = "Callable[[nodes.Expression, Scope], Val]"


def render(node: nodes.Template, scope: Scope, evaluate: Evaluate) -> Val:
    """The text of a template; unknown if any part of it is."""
    renderer = _Renderer(evaluate)
    renderer.parts(node.parts, scope)
    return mark(renderer.unknown or "".join(renderer.text), renderer.secret)


class _Renderer:
    """Collects the text of parts, what is unknown in them, and whether something is a secret."""

    def __init__(self, evaluate: Evaluate) -> None:
        self._evaluate = evaluate
        self.text: list[str] = []
        self.unknown: Unknown | None = None
        self.secret = False

    def parts(self, parts: tuple[nodes.Part, ...], scope: Scope) -> None:
        for part in parts:
            if isinstance(part, str):
                self.text.append(part)
            elif isinstance(part, nodes.If):
                test = self._value(part.condition, scope)
                if not isinstance(test, Unknown):
                    self.parts(part.then if to_bool(test) else part.otherwise, scope)
            elif isinstance(part, nodes.For):
                self._for(part, scope)
            else:
                value = self._value(part, scope)
                if not isinstance(value, Unknown):
                    self.text.append(to_string(value))

    def _for(self, part: nodes.For, scope: Scope) -> None:
        collection = self._value(part.collection, scope)
        if isinstance(collection, Unknown):
            return
        for key, value in pairs(collection):
            names = {part.value: value} if part.key is None else {part.key: key, part.value: value}
            self.parts(part.body, scope.with_names(names))

    def _value(self, expression: nodes.Expression, scope: Scope) -> Val:
        value, marked = unmark(self._evaluate(expression, scope))
        self.secret = self.secret or marked
        if isinstance(value, Lazy):
            value = value.whole()
        if isinstance(value, Unknown):
            self.unknown = self.unknown or computed(value)
        return value


def pairs(collection: Val) -> list[tuple[Val, Val]]:
    """The keys and values that iterating yields, in order. Raises `EvaluationError` if it is no collection."""
    if isinstance(collection, dict):
        return [(key, collection[key]) for key in sorted(collection)]
    if isinstance(collection, SetValue):
        return [(value, value) for value in collection]
    if isinstance(collection, tuple):
        return list(enumerate(collection))
    raise EvaluationError(f"a {kind(collection)} cannot be iterated over")
