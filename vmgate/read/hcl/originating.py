"""Which part of an expression a value comes from."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

from vmgate.model.value import Unknown
from vmgate.read.hcl.configuration.module import Module
from vmgate.read.hcl.evaluate.expressions import attempt
from vmgate.read.hcl.evaluate.templates import pairs
from vmgate.read.hcl.evaluate.types import Collection, ObjectOf
from vmgate.read.hcl.evaluate.values import EvaluationError, Lazy, is_null, unmark
from vmgate.read.hcl.syntax import nodes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from vmgate.model.value import Path
    from vmgate.read.hcl.evaluate.scope import Scope
    from vmgate.read.hcl.evaluate.types import Type
    from vmgate.read.hcl.evaluate.values import Val

Key: TypeAlias = str | int | None
Part: TypeAlias = "tuple[nodes.Expression, Path] | None"

# What a value passes through unchanged, or changed in its type alone.
_PASSING = frozenset(
    {"sensitive", "nonsensitive", "tostring", "tonumber", "tobool", "tolist", "toset", "tomap"}
)
_MOST_TURNS = 200
_OF_PLACE = frozenset({"path", "terraform", "tofu", "count", "self"})


@dataclass(frozen=True, slots=True)
class Place:
    """Where an expression stands: in which attribute, what it sees, and what its own names stand for."""

    attribute: nodes.Attribute
    scope: Scope
    bound: Mapping[str, Bound]

    def value(self, expression: nodes.Expression) -> Val:
        """The value of an expression here, without its mark."""
        module = self.module
        if module is None:
            return self._value(expression)
        if id(expression) not in module.traced:
            module.traced[id(expression)] = self._value(expression)
        return module.traced[id(expression)]

    def _value(self, expression: nodes.Expression) -> Val:
        value, _ = unmark(attempt(expression, self.scope))
        return value.whole() if isinstance(value, Lazy) else value

    @property
    def module(self) -> Module | None:
        """The module if nothing but it is in sight: what is found out here once holds for all instances."""
        module = self.scope.module
        return module if isinstance(module, Module) and self.scope is module.scope else None

    def turn(self, expression: nodes.ForExpression, made: Key) -> tuple[Key, dict[str, Val]] | None:
        """The turn of a `for` that makes the element at a key, first of several; None if none does, or nobody knows.

        Answers the key of the element that it comes from, and the names that it sees.
        """
        module = self.module
        if module is None:
            return dict(self._made(expression, _MOST_TURNS)).get(made)
        if id(expression) not in module.turns:
            found: dict[Key, tuple[Key, dict[str, Val]]] = {}
            for key, turn in self._made(expression, None):
                found.setdefault(key, turn)
            module.turns[id(expression)] = found
        return module.turns[id(expression)].get(made)

    def _made(
        self, expression: nodes.ForExpression, most: int | None
    ) -> Iterator[tuple[Key, tuple[Key, dict[str, Val]]]]:
        position = 0
        for key, names in islice(self._turns(expression), most):
            scope = self.scope.with_names(names)
            test = expression.condition
            if test is not None and unmark(attempt(test, scope))[0] not in (True, "true"):
                continue
            if expression.result_key is None:
                yield position, (key, names)
            else:
                made = known(attempt(expression.result_key, scope))
                yield (str(made) if isinstance(made, int) else made), (key, names)
            position += 1

    def _turns(self, expression: nodes.ForExpression) -> Iterator[tuple[Key, dict[str, Val]]]:
        collection = self.value(expression.collection)
        try:
            items = pairs(collection) if not isinstance(collection, Unknown) else []
        except EvaluationError:
            return
        for key, value in items:
            names = {expression.value: value}
            yield known(key), names if expression.key is None else {expression.key: key, **names}


@dataclass(frozen=True, slots=True)
class Bound:
    """A name that stands for an element of a collection: the one at `key`, of what `for_each` or `for` goes over.

    With `what`, the name is `each` or an iterator, with the element as its `.value`. `collection` is the expression
    in the place's attribute, None for all of it.
    """

    place: Place
    key: Key
    what: str
    collection: nodes.Expression | None = None


def known(value: Val) -> Key:
    """A value as a step of a path; None if it can be none."""
    value, _ = unmark(value)
    return value if isinstance(value, str | int) and not isinstance(value, bool) else None


def path_of(steps: tuple[nodes.Step, ...], place: Place, path: Path) -> Path:
    """The path below the head of a reference, as far as it can be told, of what is at `path` below all of it."""
    if not steps:
        return path
    first, rest = steps[0], path_of(steps[1:], place, path)
    if isinstance(first, nodes.Attr):
        return (first.name, *rest)
    if isinstance(first, nodes.Index):
        key = known(attempt(first.key, place.scope))
        return () if key is None else (key, *rest)
    if rest and isinstance(rest[0], int):
        return (rest[0], *path_of(first.steps, place, rest[1:]))
    return ()


def chosen(expression: nodes.Expression, place: Place, path: Path) -> Part:
    """The part that gives the value at a path below an expression, and the path there; None if no part does."""
    if isinstance(expression, nodes.Conditional):
        test = place.value(expression.condition)
        if isinstance(test, Unknown):
            return None
        return (expression.then if test in (True, "true") else expression.otherwise), path
    if isinstance(expression, nodes.Object):
        for item in reversed(expression.items if path else ()):
            if str(known(attempt(item.key, place.scope))) == str(path[0]):
                return item.value, path[1:]
    elif isinstance(expression, nodes.Tuple) and path:
        return _of_tuple(expression, place, path)
    elif isinstance(expression, nodes.Call):
        return _of_call(expression, place, path)
    return None


def _of_tuple(expression: nodes.Tuple, place: Place, path: Path) -> Part:
    step = path[0]
    if isinstance(step, int):
        return (expression.items[step], path[1:]) if step < len(expression.items) else None
    # An element of a set is known by its own value.
    return next(((item, path[1:]) for item in expression.items if place.value(item) == step), None)


def _of_call(expression: nodes.Call, place: Place, path: Path) -> Part:
    arguments = expression.arguments
    if expression.expand or not arguments:
        return None
    match expression.name:
        case name if name in _PASSING:
            return arguments[0], path
        case "one":
            return arguments[0], (0, *path)
        case "merge" if path:
            return _last_with(arguments, place, path)
        case "try" | "coalesce":
            values = [(argument, place.value(argument)) for argument in arguments]
            return next(((a, path) for a, v in values if v is not None and not isinstance(v, Unknown)), None)
        case "lookup" if len(arguments) > 1:
            return _looked_up(arguments, place, path)
        case "element" if len(arguments) > 1:
            size, at = place.value(arguments[0]), known(place.value(arguments[1]))
            if isinstance(size, tuple) and size and isinstance(at, int):
                return arguments[0], (at % len(size), *path)
        case "concat" if path and isinstance(path[0], int):
            return _concatenated(arguments, place, path[0], path[1:])
        case "values" if path and isinstance(path[0], int):
            value = place.value(arguments[0])
            keys = sorted(value) if isinstance(value, dict) else []
            return (arguments[0], (keys[path[0]], *path[1:])) if path[0] < len(keys) else None
    return None


def _last_with(arguments: tuple[nodes.Expression, ...], place: Place, path: Path) -> Part:
    for argument in reversed(arguments):
        value = place.value(argument)
        if isinstance(value, Unknown):
            return None
        if isinstance(value, dict) and path[0] in value:
            return argument, path
    return None


def _looked_up(arguments: tuple[nodes.Expression, ...], place: Place, path: Path) -> Part:
    value, key = place.value(arguments[0]), known(place.value(arguments[1]))
    if isinstance(value, dict) and key is not None:
        if str(key) in value:
            return arguments[0], (str(key), *path)
        return (arguments[2], path) if len(arguments) > 2 else None
    return None


def _concatenated(arguments: tuple[nodes.Expression, ...], place: Place, at: int, rest: Path) -> Part:
    for argument in arguments:
        value = place.value(argument)
        if not isinstance(value, tuple):
            return None
        if at < len(value):
            return argument, (at, *rest)
        at -= len(value)
    return None


def optional_default(type_: Type, value: Val, path: Path) -> nodes.Expression | None:
    """The default in a type that a value lacks at a path, or around it; None if the value has it, or nothing has."""
    for step in path:
        if isinstance(value, Unknown | Lazy):
            return None
        if isinstance(type_, ObjectOf):
            own = unmark(value.get(str(step)))[0] if isinstance(value, dict) else None
            if is_null(own):
                return type_.optional.get(str(step))
            inner = type_.attributes.get(str(step))
        elif isinstance(type_, Collection) and isinstance(value, dict):
            own, inner = unmark(value.get(str(step)))[0], type_.element
        elif isinstance(type_, Collection) and isinstance(value, tuple) and isinstance(step, int):
            own, inner = unmark(value[step])[0] if step < len(value) else None, type_.element
        else:
            return None
        if inner is None:
            return None
        type_, value = inner, own
    return None


def lone_reference(expression: nodes.Expression, place: Place) -> nodes.Expression | None:
    """The one thing that an expression refers to; None if it refers to nothing or to several."""
    data = place.attribute.source.data
    found = {data[node.start : node.end]: node for node in _references(expression, frozenset())}
    return next(iter(found.values())) if len(found) == 1 else None


def _references(node: object, inner: frozenset[str]) -> Iterator[nodes.Name | nodes.Traversal]:
    """The references in an expression, but for those that only choose a key and the names that it makes itself."""
    if isinstance(node, nodes.Name):
        if node.name not in inner | _OF_PLACE:
            yield node
    elif isinstance(node, nodes.Traversal) and isinstance(node.head, nodes.Name):
        if node.head.name not in inner | _OF_PLACE:
            yield node
    elif isinstance(node, tuple):
        for item in node:
            yield from _references(item, inner)
    elif is_dataclass(node) and not isinstance(node, type):
        if isinstance(node, nodes.ForExpression | nodes.For):
            inner = inner | {node.value, node.key or node.value}
        for field in fields(node):
            yield from _references(getattr(node, field.name), inner)
