"""Facts that follow from other facts, at the same place."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from vmgate.model.fact import Fact, UnknownValue
from vmgate.model.value import Unknown

if TYPE_CHECKING:
    from collections.abc import Callable

S = TypeVar("S")
T = TypeVar("T")


def derived(fact: Fact[S], convert: Callable[[S], T | Unknown], note: str | None = None) -> Fact[T]:
    """A fact of another kind at the same place: unknown where the first is, or where nothing follows from it."""
    value: T | Unknown
    try:
        value = convert(fact.value)
    except UnknownValue as missing:
        value = Unknown(missing.reason)
    return Fact(value, fact.resource, fact.path, fact.note if note is None else note)


def told(read: Callable[[], T]) -> T | Unknown:
    """What reading several facts comes to; unknown with the reason of the first that is."""
    try:
        return read()
    except UnknownValue as missing:
        return Unknown(missing.reason)
