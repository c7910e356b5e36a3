"""Values while they are computed: what Terraform's types distinguish and JSON does not.

A tuple is a `tuple`, an object a `dict`; lists, sets and maps are subclasses of these. A number is an `int`
or a `Fraction`. `Sensitive` wraps what must not be shown. `Lazy` objects (a resource, a module's outputs)
evaluate an attribute when it is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from vmgate.model.value import Reference, Unknown

if TYPE_CHECKING:
    from collections.abc import Iterable


class EvaluationError(Exception):
    """An expression that Terraform refuses. `try` and `can` catch it; elsewhere the value is unknown."""


class Lazy:
    """An object whose attributes are evaluated one by one."""

    __slots__ = ()

    def attribute(self, name: str) -> Val:
        """The value of one attribute. Raises `EvaluationError` if there is none of that name."""
        raise NotImplementedError

    def whole(self) -> Val:
        """All attributes at once, as an object; unknown if not all can be told."""
        raise NotImplementedError


class Sensitive:
    """A value that must not be shown."""

    __slots__ = ("value",)

    def __init__(self, value: Val) -> None:
        self.value = value


class ListValue(tuple["Val", ...]):
    """A list: elements of one type."""

    __slots__ = ()


class SetValue(tuple["Val", ...]):
    """A set: distinct elements of one type in Terraform's order."""

    __slots__ = ()


class MapValue(dict[str, "Val"]):
    """A map: elements of one type."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class UnknownCollection(Unknown):
    """A collection of an unknown number of elements, each of which (if there is any) is like `element`."""

    element: Val = None


Val: TypeAlias = (
    bool | int | Fraction | str | tuple["Val", ...] | dict[str, "Val"] | Unknown | Sensitive | Lazy | None
)


def unmark(value: Val) -> tuple[Val, bool]:
    """The value without its own mark, and whether it had one."""
    marked = False
    while isinstance(value, Sensitive):
        value, marked = value.value, True
    return value, marked


def unmark_deep(value: Val) -> tuple[Val, bool]:
    """The value without any mark inside, and whether there was one."""
    value, marked = unmark(value)
    if isinstance(value, tuple):
        pairs = [unmark_deep(item) for item in value]
        if any(m for _, m in pairs):
            return type(value)(v for v, _ in pairs), True
    elif isinstance(value, dict):
        items = {key: unmark_deep(item) for key, item in value.items()}
        if any(m for _, m in items.values()):
            return type(value)((k, v) for k, (v, _) in items.items()), True
    return value, marked


def mark(value: Val, marked: bool) -> Val:  # noqa: FBT001  - the second half of what `unmark` returns
    """The value, marked again if it was."""
    return Sensitive(value) if marked and not isinstance(value, Sensitive) else value


def wholly_known(value: Val) -> bool:
    """Whether nothing inside is unknown. A lazy object is not: it has attributes that only the plan tells."""
    value, _ = unmark(value)
    if isinstance(value, Unknown | Lazy):
        return False
    if isinstance(value, tuple):
        return all(wholly_known(item) for item in value)
    if isinstance(value, dict):
        return all(wholly_known(item) for item in value.values())
    return True


def first_unknown(values: Iterable[Val]) -> Unknown | None:
    """The first unknown met anywhere inside these values."""
    for each in values:
        value, _ = unmark(each)
        if isinstance(value, Lazy):
            value = value.whole()
        if isinstance(value, Unknown):
            return value
        inner = value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else ()
        found = first_unknown(inner)
        if found is not None:
            return found
    return None


def computed(unknown: Unknown) -> Unknown:
    """Unknown for the same reason, but no longer a copy of anything."""
    return Unknown(unknown.reason) if unknown.references or type(unknown) is not Unknown else unknown


def either(*values: Val) -> Unknown:
    """A value that will turn out to be one of these: all that they may be copies of, if each is such a copy."""
    reason = ""
    references: dict[Reference, None] = {}
    complete = True
    for each in values:
        value, _ = unmark(each)
        if isinstance(value, Unknown):
            reason = reason or value.reason
            references.update(dict.fromkeys(value.references))
            complete = complete and bool(value.references)
        else:
            complete = False
    return Unknown(reason, tuple(references) if complete else ())


def kind(value: Val) -> str:
    """The name of the value's type for a message."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "bool"
    if isinstance(value, int | Fraction):
        return "number"
    if isinstance(value, str):
        return "string"
    for type_, name in ((ListValue, "list"), (SetValue, "set"), (tuple, "tuple"), (MapValue, "map")):
        if isinstance(value, type_):
            return name
    return "object"
