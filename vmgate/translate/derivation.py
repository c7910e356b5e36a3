"""Facts made from other facts, and the parts of a resource that may be unknown as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from vmgate.model.fact import Fact, UnknownValue
from vmgate.model.value import Unknown

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmgate.translate.attributes import Attributes

A = TypeVar("A", bound="Attributes")
S = TypeVar("S")
T = TypeVar("T")


def derive(fact: Fact[S], convert: Callable[[S], T | Unknown], note: str | None = None) -> Fact[T]:
    """What follows from a fact, stated at the same place; unknown when the fact is.

    It carries the fact's note, or another one: an empty one where the fact's does not speak of what follows.
    """
    value: T | Unknown
    try:
        value = convert(fact.value)
    except UnknownValue as missing:
        value = Unknown(missing.reason)
    return Fact(value, fact.resource, fact.path, fact.note if note is None else note)


def parts(attributes: A, name: str) -> tuple[list[A], Fact[bool] | None]:
    """The nested blocks of a type. When it is not known how many there are: none, and an unknown fact that says so."""
    try:
        return attributes.blocks(name), None
    except UnknownValue as missing:
        return [], Fact(Unknown(missing.reason), attributes.resource, missing.path)


def shown(fact: Fact[str]) -> str:
    """A string as a name inside a sentence: without quotes, never a secret."""
    return fact.shown().strip('"')


def told(read: Callable[[], T]) -> T | Unknown:
    """What reading several facts comes to; unknown with the reason of the first that is."""
    try:
        return read()
    except UnknownValue as missing:
        return Unknown(missing.reason)


def is_off(running: Fact[bool], autostart: Fact[bool]) -> Fact[bool]:
    """Whether a machine is off and stays so when its host starts."""
    for fact in (running, autostart):
        if not fact.known or fact.value:
            return derive(fact, lambda _: False)
    return derive(running, lambda _: True)
