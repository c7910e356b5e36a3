"""Steps into a value: `.name`, `[key]`, and what they make of something unknown."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from vmgate.model.value import Reference, Unknown
from vmgate.read.hcl.evaluate.conversion import convert, to_number, to_string
from vmgate.read.hcl.evaluate.types import (
    ANY,
    NUMBER,
    STRING,
    UNSAID,
    Collection,
    ObjectOf,
    Primitive,
    TupleOf,
)
from vmgate.read.hcl.evaluate.unification import type_of
from vmgate.read.hcl.evaluate.unknowns import Typed, unknown
from vmgate.read.hcl.evaluate.values import (
    EvaluationError,
    Lazy,
    ListValue,
    Sensitive,
    SetValue,
    UnknownCollection,
    Unsettled,
    either,
    is_null,
    kind,
    mark,
    unmark,
    unsettled,
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
    if isinstance(value, Unsettled) and isinstance(value.value, dict):
        return unsettled(attribute(value.value, name), value.reason)
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
    if is_null(value) or is_null(key):
        raise EvaluationError("a value or a key is null")
    if isinstance(key, Unknown):
        return _anywhere(value, key)
    if isinstance(value, Unsettled) and isinstance(value.value, dict):
        return attribute(value, to_string(key))
    if isinstance(value, Unknown):
        return _below(value, key)
    if isinstance(value, dict | Lazy) or (isinstance(value, BlockList) and isinstance(key, str)):
        return attribute(value, to_string(key))
    if isinstance(value, SetValue) or not isinstance(value, tuple):
        raise EvaluationError(f"a {kind(value)} has no elements to index")
    position = to_number(key)
    if not isinstance(position, int) or not 0 <= position < len(value):
        raise EvaluationError(f"there is no element {to_string(key)} of {len(value)}")
    return value[position]


def _below(value: Unknown, key: Val) -> Val:
    """What is at a known key of something unknown."""
    if isinstance(value, Typed) and isinstance(value.type, ObjectOf):
        # Terraform does not look at the attributes' types here.
        step: str | int = to_string(key)
        found = extended(value, step) if step in value.type.attributes else None
        return unknown(value.reason, ANY, found.references if isinstance(found, Unknown) else ())
    if isinstance(value, Typed) and isinstance(value.type, TupleOf):
        position = to_number(key)
        if not isinstance(position, int) or position < 0:
            raise EvaluationError("an index is a whole number of at least 0")
        return extended(value, position)
    if isinstance(value, Typed) and isinstance(value.type, Collection) and value.type.name == "list":
        # Terraform does not ask yet whether there can be such an element.
        return extended(value, int(to_number(key)))
    if not isinstance(key, str | int | Fraction) and type_of(value) in (ANY, UNSAID):
        return unknown(value.reason, ANY if isinstance(value, Typed) else UNSAID)
    whole = isinstance(key, int) and not isinstance(key, bool)
    return extended(value, int(to_number(key)) if whole else to_string(key))


def _anywhere(value: Val, key: Unknown) -> Val:
    if isinstance(value, UnknownCollection) and value.element is not None:
        return value.element
    type_ = type_of(value)
    if isinstance(key, Typed) and key.type == ANY:
        return unknown(key.reason, ANY)
    if isinstance(type_, Primitive) and type_ not in (ANY, UNSAID):
        raise EvaluationError(f"a {kind(value)} has no elements to index")
    if isinstance(type_, Collection) and type_.name == "set":
        raise EvaluationError("a set has no elements to index")
    if isinstance(type_, Collection | TupleOf) and isinstance(key, Typed):
        convert(key, STRING if isinstance(type_, Collection) and type_.name == "map" else NUMBER)
    element = type_.element if isinstance(type_, Collection) else ANY if isinstance(key, Typed) else UNSAID
    if isinstance(value, Unknown):
        return unknown(value.reason, element)
    options = (
        list(value.values()) if isinstance(value, dict) else list(value) if isinstance(value, tuple) else []
    )
    if options and all(isinstance(option, Lazy) for option in options):
        return Choice(options, key.reason)
    return unknown(key.reason, element, either(*options).references if options else ())


def extended(value: Unknown, step: str | int) -> Val:
    """A step into something unknown: a copy of that part of what it is a copy of."""
    if isinstance(value, UnknownCollection) and value.element is not None:
        return value.element
    references = tuple(Reference(each.address, (*each.attribute, step)) for each in value.references)
    if not isinstance(value, Typed):
        return Unknown(value.reason, references)
    match value.type:
        case Collection(name="map", element=element):
            return unknown(value.reason, element, references)
        case Collection(name="list", element=element) if isinstance(step, int):
            return unknown(value.reason, element, references)
        case ObjectOf(attributes) if str(step) in attributes:
            return unknown(value.reason, attributes[str(step)], references)
        case TupleOf(elements) if isinstance(step, int) and step < len(elements):
            return unknown(value.reason, elements[step], references)
        case Primitive(name="any"):
            return unknown(value.reason, value.type, references)
    raise EvaluationError(f"there is nothing at {step}")
