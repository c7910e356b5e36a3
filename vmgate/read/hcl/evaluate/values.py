"""Values while they are computed: what Terraform's types distinguish and JSON does not.

A tuple is a `tuple`, an object a `dict`; lists, sets and maps are subclasses of these. A number is an `int`
or a `Fraction`. `None` is the literal null, `Null` one that has a type. `Sensitive` wraps what must not be
shown. `Lazy` objects (a resource, a module's outputs) evaluate an attribute when it is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from vmgate.model.value import Reference, Unknown
from vmgate.read.hcl.evaluate.effort import spend

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Self

    from vmgate.read.hcl.evaluate.types import Type


_OTHER = "its type is that of something else, which is not known"


class EvaluationError(Exception):
    """An expression that Terraform refuses. `try` and `can` catch it; elsewhere the value is unknown.

    `type` is the type that the result would have had, where that is certain.
    """

    def __init__(self, message: str, type_: Type | None = None) -> None:
        super().__init__(message)
        self.type = type_


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


class Null:
    """A null of a certain type: what a conversion or a variable makes of null."""

    __slots__ = ("type",)

    def __init__(self, type_: Type) -> None:
        self.type = type_


class ListValue(tuple["Val", ...]):
    """A list: elements of one type. `of` is that type, None where only the elements themselves tell."""

    of: Type | None

    def __new__(cls, items: Iterable[Val] = (), of: Type | None = None) -> Self:
        """The list of these elements."""
        made = super().__new__(cls, items)
        made.of = of
        return made


class SetValue(tuple["Val", ...]):
    """A set: distinct elements of one type in Terraform's order."""

    of: Type | None

    def __new__(cls, items: Iterable[Val] = (), of: Type | None = None) -> Self:
        """The set of these elements, which are distinct and in order."""
        made = super().__new__(cls, items)
        made.of = of
        return made


class MapValue(dict[str, "Val"]):
    """A map: elements of one type."""

    __slots__ = ("of",)

    def __init__(
        self, items: Mapping[str, Val] | Iterable[tuple[str, Val]] = (), of: Type | None = None
    ) -> None:
        super().__init__(items)
        self.of = of


@dataclass(frozen=True, slots=True)
class UnknownCollection(Unknown):
    """A collection of an unknown number of elements, each of which (if there is any) is like `element`."""

    element: Val = None


@dataclass(frozen=True, slots=True)
class Unsettled(Unknown):
    """A value that is known but for its type: it is the number 1, say, or becomes the text "1".

    It has to have one type with something of which nothing is known. What it is converted to settles it.
    """

    value: Val = None


Val: TypeAlias = (
    bool
    | int
    | Fraction
    | str
    | tuple["Val", ...]
    | dict[str, "Val"]
    | Unknown
    | Sensitive
    | Lazy
    | Null
    | None
)


def unsettled(value: Val, reason: str = _OTHER) -> Val:
    """The value where its type may still become another. Text stays text, or Terraform reports an error."""
    bare, marked = unmark(value)
    if bare is None or isinstance(bare, str | Null | Unknown | Lazy):
        return value
    return mark(Unsettled(reason, (), bare), marked)


def opened(value: Val) -> Val:
    """A map or object that has yet to have its type, as an object whose values have. Anything else as it is."""
    if isinstance(value, Unsettled) and isinstance(value.value, dict):
        return {name: unsettled(item, value.reason) for name, item in value.value.items()}
    return value


def unmark(value: Val) -> tuple[Val, bool]:
    """The value without its own mark, and whether it had one."""
    marked = False
    while isinstance(value, Sensitive):
        value, marked = value.value, True
    return value, marked


def unmark_deep(value: Val) -> tuple[Val, bool]:
    """The value without any mark inside, and whether there was one."""
    value, marked, _ = _bared(value)
    return value, marked


def _bared(value: Val) -> tuple[Val, bool, bool]:
    """The value without marks, whether there was one, and whether it is another value now."""
    value, marked = unmark(value)
    changed = marked
    if isinstance(value, tuple | dict):
        spend(3 + len(value) // 8)
    if isinstance(value, tuple):
        parts = [_bared(item) for item in value]
        marked = marked or any(part[1] for part in parts)
        if any(part[2] for part in parts):
            return like(value, [part[0] for part in parts]), marked, True
    elif isinstance(value, dict):
        items = {key: _bared(item) for key, item in value.items()}
        marked = marked or any(part[1] for part in items.values())
        if any(part[2] for part in items.values()):
            inner = {key: part[0] for key, part in items.items()}
            return (MapValue(inner, value.of) if isinstance(value, MapValue) else inner), marked, True
    return value, marked, changed


def like(sequence: tuple[Val, ...], items: Iterable[Val]) -> tuple[Val, ...]:
    """A tuple, list or set as the given one is, with other elements of the same types."""
    if isinstance(sequence, ListValue | SetValue):
        return type(sequence)(items, sequence.of)
    return tuple(items)


def is_null(value: Val) -> bool:
    """Whether the value, which has no mark, is null."""
    return value is None or isinstance(value, Null)


def mark(value: Val, marked: bool) -> Val:  # noqa: FBT001  - the second half of what `unmark` returns
    """The value, marked again if it was."""
    return Sensitive(value) if marked and not isinstance(value, Sensitive) else value


def wholly_known(value: Val) -> bool:
    """Whether nothing inside is unknown. A lazy object is not: it has attributes that only the plan tells."""
    value, _ = unmark(value)
    if isinstance(value, Unsettled):
        value = value.value
    if isinstance(value, Unknown | Lazy):
        return False
    if isinstance(value, tuple | dict):
        spend(3 + len(value) // 8)
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
    if is_null(value):
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
