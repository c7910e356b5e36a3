"""Facts that follow from other facts."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from vmgate.model.fact import Fact, UnknownValue
from vmgate.model.value import Unknown

if TYPE_CHECKING:
    from collections.abc import Callable

S = TypeVar("S")
T = TypeVar("T")


def derived(fact: Fact[S], convert: Callable[[S], T], note: str | None = None) -> Fact[T]:
    """A fact of another kind at the same place: converted where the first is known, unknown where it is not."""
    try:
        value = fact.value
    except UnknownValue as missing:
        return Fact(Unknown(missing.reason), fact.resource, fact.path)
    return Fact(convert(value), fact.resource, fact.path, fact.note if note is None else note)
