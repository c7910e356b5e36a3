"""The text of templates: interpolations, `%{ if }` and `%{ for }`."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from vmgate.model.value import Unknown
from vmgate.read.hcl.evaluate.conversion import convert, to_bool
from vmgate.read.hcl.evaluate.effort import Exhausted, spend
from vmgate.read.hcl.evaluate.types import ANY, STRING, Primitive
from vmgate.read.hcl.evaluate.unknowns import Typed, beginning
from vmgate.read.hcl.evaluate.values import (
    EvaluationError,
    Lazy,
    SetValue,
    Unsettled,
    is_null,
    kind,
    mark,
    unmark,
)
from vmgate.read.hcl.numbers import indices
from vmgate.read.hcl.syntax import nodes

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmgate.read.hcl.evaluate.scope import Scope
    from vmgate.read.hcl.evaluate.values import Val

Evaluate: TypeAlias = "Callable[[nodes.Expression, Scope], Val]"
_LONGEST = 16_000_000


def render(node: nodes.Template, scope: Scope, evaluate: Evaluate) -> Val:
    """The text of a template; unknown if any part of it is."""
    renderer = _Renderer(evaluate)
    try:
        renderer.parts(node.parts, scope)
    except EvaluationError as error:
        raise EvaluationError(str(error), STRING) from None
    return mark(renderer.result(), renderer.secret)


class _Renderer:
    """Collects the text of parts, what is unknown in them, and whether something is a secret."""

    def __init__(self, evaluate: Evaluate) -> None:
        self._evaluate = evaluate
        self._text: list[str] = []
        self._size = 0
        self._unknown: Unknown | None = None
        self.secret = False

    def result(self) -> Val:
        """The whole text; unknown with its known beginning if a part is unknown."""
        text = "".join(self._text)
        return text if self._unknown is None else beginning(self._unknown.reason, text)

    def parts(self, parts: tuple[nodes.Part, ...], scope: Scope) -> None:
        """Adds the text of these parts."""
        for part in parts:
            if isinstance(part, str):
                self._add(part)
            elif isinstance(part, nodes.If):
                self._if(part, scope)
            elif isinstance(part, nodes.For):
                self._for(part, scope)
            else:
                value = self._value(part, scope)
                if isinstance(value, Unknown):
                    self._doubt(value)
                elif isinstance(text := convert(value, STRING), str):
                    self._add(text)

    def _add(self, text: str) -> None:
        self._size += len(text)
        if self._size > _LONGEST:
            raise Exhausted("the text is too long")
        if self._unknown is None:
            self._text.append(text)

    def _doubt(self, value: Unknown) -> None:
        self._unknown = self._unknown or value

    def _if(self, part: nodes.If, scope: Scope) -> None:
        test = self._value(part.condition, scope)
        results: list[Val] = []
        for branch in (part.then, part.otherwise):
            inner = _Renderer(self._evaluate)
            try:
                inner.parts(branch, scope)
                results.append(inner.result())
            except EvaluationError as error:
                results.append(Unknown(str(error)))
                if not isinstance(test, Unknown) and to_bool(test) == (branch is part.then):
                    raise
            self.secret = self.secret or inner.secret
        if isinstance(test, Unknown):
            self._unknown = self._unknown or test
            return
        chosen = results[0] if to_bool(test) else results[1]
        if isinstance(chosen, Unknown):
            # A text whose beginning is known adds nothing of it to what is around it.
            self._doubt(chosen)
        elif isinstance(chosen, str):
            self._add(chosen)

    def _for(self, part: nodes.For, scope: Scope) -> None:
        collection = self._value(part.collection, scope)
        if isinstance(collection, Unknown):
            if isinstance(collection, Typed) and _primitive(collection):
                raise EvaluationError(f"a {kind(collection)} cannot be iterated over")
            self._unknown = self._unknown or collection
            return
        inner = _Renderer(self._evaluate)
        for key, value in pairs(collection):
            spend()
            names = {part.value: value} if part.key is None else {part.key: key, part.value: value}
            inner.parts(part.body, scope.with_names(names))
        self.secret = self.secret or inner.secret
        result = inner.result()
        if isinstance(result, Unknown):
            self._doubt(result)
        elif isinstance(result, str):
            self._add(result)

    def _value(self, expression: nodes.Expression, scope: Scope) -> Val:
        value, marked = unmark(self._evaluate(expression, scope))
        self.secret = self.secret or marked
        if isinstance(value, Lazy):
            value = value.whole()
        if is_null(value):
            raise EvaluationError("a null cannot be part of a text")
        return value.value if isinstance(value, Unsettled) and not isinstance(value.value, tuple) else value


def _primitive(value: Typed) -> bool:
    return isinstance(value.type, Primitive) and value.type != ANY


def pairs(collection: Val) -> list[tuple[Val, Val]]:
    """The keys and values that iterating yields, in order. Raises `EvaluationError` if it is no collection."""
    if isinstance(collection, dict):
        return [(key, collection[key]) for key in sorted(collection)]
    if isinstance(collection, SetValue):
        return [(value, value) for value in collection]
    if isinstance(collection, tuple):
        return list(zip(indices(len(collection)), collection, strict=False))
    raise EvaluationError(f"a {kind(collection)} cannot be iterated over")
