"""Resources written down in a test, whichever provider's they are, and the things that are made of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from vmgate.model.estate import Estate
from vmgate.model.resource import Resource
from vmgate.model.value import Unknown
from vmgate.translate import things

if TYPE_CHECKING:
    from vmgate.vocabulary.thing import Thing

T = TypeVar("T", bound="Thing")

LATER = Unknown("known after apply")


def resource(type_: str, name: str = "it", /, **values: Any) -> Resource:
    """A resource with these values, which are JSON of any shape."""
    return Resource(address=f"{type_}.{name}", mode="managed", type=type_, name=name, values=values)


def provider(name: str, /, **values: Any) -> Resource:
    """A configuration of a provider."""
    return Resource(address=f"provider.{name}", mode="provider", type=name, name=name, values=values)


def of_kind(kind: type[T], *resources: Resource) -> list[T]:
    """The things of a kind that are made of these resources together."""
    return [thing for thing in things(Estate(resources)) if isinstance(thing, kind)]


def alone(kind: type[T], *resources: Resource) -> T:
    """The only one there is."""
    (found,) = of_kind(kind, *resources)
    return found
