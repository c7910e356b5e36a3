"""`for` expressions and splats."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from vmgate.model.value import Unknown
from vmgate.read.hcl.evaluate.conversion import convert, to_string
from vmgate.read.hcl.evaluate.effort import spend
from vmgate.read.hcl.evaluate.templates import pairs
from vmgate.read.hcl.evaluate.traversal import BlockList
from vmgate.read.hcl.evaluate.types import ANY, BOOL, UNSAID, Collection, Primitive, TupleOf
from vmgate.read.hcl.evaluate.unification import type_of
from vmgate.read.hcl.evaluate.unknowns import Typed, failed, refined, unknown
from vmgate.read.hcl.evaluate.values import (
    EvaluationError,
    Lazy,
    ListValue,
    SetValue,
    UnknownCollection,
    is_null,
    mark,
    opened,
    unmark,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmgate.read.hcl.evaluate.scope import Scope
    from vmgate.read.hcl.evaluate.values import Val
    from vmgate.read.hcl.syntax import nodes

Evaluate: TypeAlias = "Callable[[nodes.Expression, Scope], Val]"

_ANYTHING = Typed("nothing is known of an element", (), ANY)


def for_expression(node: nodes.ForExpression, over: Val, scope: Scope, evaluate: Evaluate) -> Val:
    """The tuple or object that a `for` makes of its collection; unknown if what it makes cannot be told."""
    collection, secret = unmark(over)
    if is_null(collection):
        raise EvaluationError("a null cannot be iterated over")
    if isinstance(collection, Lazy):
        collection = collection.whole()
    collection = opened(collection)
    loop = _Loop(node, scope, evaluate, secret)
    if isinstance(collection, Unknown):
        if isinstance(collection, Typed) and not _iterable(collection):
            raise EvaluationError("this cannot be iterated over")
        result = loop.over_unknown(collection)
        return mark(result, loop.secret)
    items = pairs(collection)
    if not items:
        loop.check_condition()
    for key, value in items:
        spend()
        loop.step(key, value)
    return loop.result()


def _iterable(value: Typed) -> bool:
    return value.type == ANY or not isinstance(value.type, Primitive)


@dataclass(slots=True)
class _Loop:
    """What a `for` has made so far, and why it is unknown if it is."""

    node: nodes.ForExpression
    scope: Scope
    evaluate: Evaluate
    secret: bool
    unknown: Unknown | None = None
    failure: EvaluationError | None = None
    items: list[Val] = field(default_factory=list)
    groups: dict[str, list[Val]] = field(default_factory=dict)

    def names(self, key: Val, value: Val) -> dict[str, Val]:
        """The names that one round sees."""
        node = self.node
        return {node.value: value} if node.key is None else {node.key: key, node.value: value}

    def over_unknown(self, collection: Unknown) -> Unknown:
        """What comes of a collection that is not known; its element, where there is one that stands for all."""
        if isinstance(collection, Typed) and collection.type != ANY:
            self.check_condition()
        node = self.node
        if isinstance(collection, UnknownCollection) and not node.grouped:
            inner = self.scope.with_names(self.names(Unknown(collection.reason), collection.element))
            try:
                return UnknownCollection(collection.reason, (), self.evaluate(node.result, inner))
            except EvaluationError:
                pass
        return unknown(collection.reason, ANY if isinstance(collection, Typed) else UNSAID)

    def check_condition(self) -> None:
        """Raises `EvaluationError` if the condition is wrong whatever the elements are."""
        if self.node.condition is not None:
            inner = self.scope.with_names(self.names(_ANYTHING, _ANYTHING))
            self._test(self.evaluate(self.node.condition, inner))

    def _test(self, value: Val) -> Val:
        test, marked = unmark(value)
        self.secret = self.secret or marked
        if is_null(test):
            raise EvaluationError("the condition of a for is null")
        if isinstance(test, Unknown) and self.node.result_key is None and test.reason != _ANYTHING.reason:
            return test
        return convert(test, BOOL)

    def step(self, key: Val, value: Val) -> None:
        """One round."""
        node = self.node
        inner = self.scope.with_names(self.names(key, value))
        if node.condition is not None:
            test = self._test(self.evaluate(node.condition, inner))
            if isinstance(test, Unknown):
                self.unknown = self.unknown or test
                return
            if test is not True:
                return
        if node.result_key is None:
            try:
                self.items.append(self.evaluate(node.result, inner))
            except EvaluationError as error:
                self.failure = self.failure or error
                self.items.append(failed(error))
            return
        name, marked = unmark(self.evaluate(node.result_key, inner))
        self.secret = self.secret or marked
        if isinstance(name, Unknown):
            self.unknown = self.unknown or name
            return
        try:
            text = to_string(name)
        except EvaluationError:
            if self.unknown is not None:
                # Terraform complains of a key only as long as it knows all others.
                return
            raise
        try:
            result = self.evaluate(node.result, inner)
        except EvaluationError as error:
            self.failure = self.failure or error
            result = failed(error)
        if not node.grouped and text in self.groups:
            shown = f"two elements have the key {text}" if not marked else "two elements have one key"
            self.failure = self.failure or EvaluationError(shown)
            return
        self.groups.setdefault(text, []).append(result)

    def result(self) -> Val:
        """The tuple, or the object."""
        node = self.node
        whole: Val = tuple(self.items)
        if node.result_key is not None:
            whole = {name: tuple(g) if node.grouped else g[0] for name, g in self.groups.items()}
        if self.failure is not None:
            raise EvaluationError(str(self.failure), type_of(whole) if self.unknown is None else ANY)
        return mark(whole if self.unknown is None else unknown(self.unknown.reason, ANY), self.secret)


def splat(value: Val, follow: Callable[[Val], Val]) -> Val:
    """`value[*]` with the steps that `follow` takes from each element."""
    value, marked = unmark(value)
    return mark(_splat(value, follow), marked)


def _splat(value: Val, follow: Callable[[Val], Val]) -> Val:
    if is_null(value):
        if isinstance(type_of(value), TupleOf) or _sequence(value):
            raise EvaluationError("a null list has no elements")
        return ()
    if isinstance(value, UnknownCollection):
        return UnknownCollection(value.reason, (), follow(value.element))
    if isinstance(value, Typed):
        return _splat_typed(value, follow)
    if isinstance(value, Unknown):
        return Unknown(value.reason)
    sequence = value if isinstance(value, tuple) else (value,)
    results: list[Val] = []
    failure: EvaluationError | None = None
    for item in sequence:
        spend()
        try:
            results.append(follow(item))
        except EvaluationError as error:
            failure = failure or error
            results.append(_of_type(item, error, follow))
    listed = isinstance(value, ListValue | SetValue) and not isinstance(value, BlockList)
    if failure is not None:
        raise EvaluationError(str(failure), type_of(ListValue(results) if listed else tuple(results)))
    if not listed:
        return tuple(results)
    if results:
        return ListValue(results)
    of = type_of(value)
    element = of.element if isinstance(of, Collection) else ANY
    try:
        return ListValue((), type_of(follow(unknown("an element", element))))
    except EvaluationError as error:
        raise EvaluationError(str(error), Collection("list", ANY)) from None


def _sequence(value: Val) -> bool:
    type_ = type_of(value)
    return isinstance(type_, Collection) and type_.name in {"list", "set"}


def _of_type(item: Val, error: EvaluationError, follow: Callable[[Val], Val]) -> Val:
    """What the steps would make of an unknown element of the same type, where they fail for the element."""
    try:
        return follow(unknown(str(error), type_of(item)))
    except EvaluationError:
        return failed(error)


def _splat_typed(value: Typed, follow: Callable[[Val], Val]) -> Val:
    type_ = value.type
    if type_ == ANY:
        return Typed(value.reason, (), ANY)
    if isinstance(type_, TupleOf):
        results = [follow(unknown(value.reason, element)) for element in type_.elements]
        return Typed(value.reason, (), TupleOf(tuple(type_of(result) for result in results)), nonnull=True)
    if isinstance(type_, Collection) and type_.name != "map":
        element = type_of(follow(unknown(value.reason, type_.element)))
        made = Typed(
            value.reason,
            (),
            Collection("list", element),
            nonnull=True,
            shortest=value.shortest,
            longest=value.longest,
        )
        return refined(made)
    result = follow(value)
    return (result,) if value.nonnull else Typed(value.reason, (), ANY)
