"""How a type of resource becomes things, which the tables of the providers say of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource
    from vmgate.vocabulary.thing import Thing

Translation: TypeAlias = "Callable[[Resource, Estate], Iterable[Thing]]"


def alone(thing: Callable[[Resource], Thing]) -> Translation:
    """One thing, which its resource tells all of."""
    return lambda resource, _estate: (thing(resource),)


def among(thing: Callable[[Resource, Estate], Thing]) -> Translation:
    """One thing, which other resources tell of as well."""
    return lambda resource, estate: (thing(resource, estate),)


def nothing(_resource: Resource, _estate: Estate) -> Iterable[Thing]:
    """No thing: the type is known, and nothing of the procedure is decided by it alone."""
    return ()
