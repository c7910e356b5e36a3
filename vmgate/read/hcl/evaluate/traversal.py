"""Steps into a value: `.name`, `[key]`, and what they make of something unknown."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from vmgate.model.value import Reference, Unknown
from vmgate.read.hcl.evaluate.conversion import to_number, to_string
from vmgate.read.hcl.evaluate.values import (
    EvaluationError,
    Lazy,
    ListValue,
    Sensitive,
    SetValue,
    UnknownCollection,
    computed,
    either,
    kind,
    mark,
    unmark,
)

if TYPE_CHECKING:
    from vmgate.read.hcl.evaluate.values import Val


class BlockList(ListValue):
    """The nested blocks of one type. A lone one may also be meant when a step names an attribute."""

    __slots__ = ()


class Choice(Lazy):
    """One of several objects; which one is not known."""

    __slots__ = ("_options", "_reason")

    def __init__(self, options: list[Val], reason: str) -> None:
        self._options = options
        self._reason = reason

    def attribute(self, name: str) -> Val:
        """One of the attributes of that name: all that it may be a copy of."""
        found = either(*[attribute(option, name) for option in self._options])
        return Unknown(self._reason, found.references)

    def whole(self) -> Val:
        """Unknown: nothing tells which object it is."""
        return Unknown(self._reason)


def attribute(value: Val, name: str) -> Val:
    """`value.name`. Raises `EvaluationError` if the value has no such attribute."""
    if isinstance(value, dict):
        if name in value:
            return value[name]
        raise EvaluationError(f"there is no attribute or key {name}")
    if isinstance(value, Lazy):
        return value.attribute(name)
    if isinstance(value, Unknown):
        return extended(value, name)
    if isinstance(value, Sensitive):
        return mark(attribute(value.value, name), marked=True)
    if isinstance(value, BlockList) and len(value) == 1:
        return attribute(value[0], name)
    raise EvaluationError(f"a {kind(value)} has no attribute {name}")


def index(value: Val, key: Val) -> Val:
    """`value[key]`. Raises `EvaluationError` if there is nothing at that key."""
    value, first = unmark(value)
    key, second = unmark(key)
    try:
        return mark(_index(value, key), first or second)
    except EvaluationError:
        if second:
            raise EvaluationError("there is nothing at a sensitive key") from None
        raise


def _index(value: Val, key: Val) -> Val:
    if isinstance(key, Unknown):
        return _anywhere(value, key)
    if key is None:
        raise EvaluationError("a key is null")
    if isinstance(value, Unknown):
        step = int(key) if isinstance(key, int | Fraction) else to_string(key)
        return extended(value, step)
    if isinstance(value, dict | Lazy) or (isinstance(value, BlockList) and isinstance(key, str)):
        return attribute(value, to_string(key))
    if isinstance(value, SetValue) or not isinstance(value, tuple):
        raise EvaluationError(f"a {kind(value)} has no elements to index")
    position = to_number(key)
    if not isinstance(position, int) or not 0 <= position < len(value):
        raise EvaluationError(f"there is no element {to_string(key)} of {len(value)}")
    return value[position]


def _anywhere(value: Val, key: Unknown) -> Val:
    if isinstance(value, UnknownCollection) and value.element is not None:
        return value.element
    if isinstance(value, Unknown):
        return computed(value)
    options = (
        list(value.values()) if isinstance(value, dict) else list(value) if isinstance(value, tuple) else []
    )
    if options and all(isinstance(option, Lazy) for option in options):
        return Choice(options, key.reason)
    return Unknown(key.reason, either(*options).references if options else ())


def extended(value: Unknown, step: str | int) -> Val:
    """A step into something unknown: a copy of that part of what it is a copy of."""
    if isinstance(value, UnknownCollection) and value.element is not None:
        return value.element
    references = [Reference(each.address, (*each.attribute, step)) for each in value.references]
    return Unknown(value.reason, tuple(references))
