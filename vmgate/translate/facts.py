"""Facts made from other facts, and the parts of a resource that may be unknown as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from vmgate.model.fact import Fact, UnknownValue
from vmgate.model.value import Unknown

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmgate.translate.attributes import Attributes

S = TypeVar("S")
T = TypeVar("T")


def derive(fact: Fact[S], convert: Callable[[S], T | Unknown]) -> Fact[T]:
    """What follows from a fact, stated at the same place; unknown when the fact is."""
    value: T | Unknown
    try:
        value = convert(fact.value)
    except UnknownValue as missing:
        value = Unknown(missing.reason)
    return Fact(value, fact.resource, fact.path, fact.note)


def parts(attributes: Attributes, name: str) -> tuple[list[Attributes], Fact[bool] | None]:
    """The nested blocks of a type. When it is not known how many there are: none, and an unknown fact that says so."""
    try:
        return attributes.blocks(name), None
    except UnknownValue as missing:
        return [], Fact(Unknown(missing.reason), attributes.resource, missing.path)


def shown(fact: Fact[str]) -> str:
    """A string as a name inside a sentence: without quotes, never a secret."""
    return fact.shown().strip('"')


def left_out(attributes: Attributes, name: str) -> bool | None:
    """Whether the configuration does not set something that the provider then fills in.

    True when it does not, False when it does, None when a value is unknown and the input does not tell whether
    it is so because nothing is set.
    """
    value = attributes.raw(name)
    if value is None:
        return True
    if not isinstance(value, Unknown) or value.references:
        return False
    written = attributes.written(name)
    return None if written is None else not written
