"""Walking the nested attributes of a domain, part by part, so that an unknown part hides no other."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from vmgate.model.fact import Fact, UnknownValue
from vmgate.model.value import Unknown
from vmgate.translate.facts import parts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from vmgate.translate.attributes import Attributes

P = TypeVar("P")


def each(
    owner: Attributes | None,
    name: str,
    of_one: Callable[[Attributes], Iterable[P]],
    unknown: Callable[[Fact[bool]], P],
) -> Iterator[P]:
    """What each element of a list states. One that is not known, or the list as a whole, becomes `unknown` of it."""
    if owner is None:
        return
    elements, missing = parts(owner, name)
    for element in elements:
        try:
            found = list(of_one(element))
        except UnknownValue as doubt:
            found = [unknown(Fact(Unknown(doubt.reason), owner.resource, doubt.path))]
        yield from found
    if missing is not None:
        yield unknown(missing)


def down(owner: Attributes | None, *names: str) -> Attributes | None:
    """The object at the end of a path of objects; None where there is none. Raises `UnknownValue`."""
    for name in names:
        owner = owner.block(name) if owner is not None else None
    return owner


def there(owner: Attributes) -> Fact[bool]:
    """That an object is there."""
    return Fact(value=True, resource=owner.resource, path=owner.path)
