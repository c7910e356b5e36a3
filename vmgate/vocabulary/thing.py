"""What all things of the vocabulary share."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NoReturn, Protocol, TypeVar

from vmgate.model.fact import NotExpressible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.model.resource import Resource

T = TypeVar("T", bound="Thing")


class Surroundings(Protocol):
    """The other things that stand in one configuration with a thing, whoever provides them."""

    def of(self, kind: type[T]) -> Sequence[T]:
        """Those of a kind, in the order of their resources; things of which there may be thousands are left out."""


class Thing:
    """Something the procedure speaks of, stated by one resource.

    `surroundings` are there for things that are judged; those that others lead to may have none.
    """

    kind: ClassVar[str] = "thing"
    repeats: ClassVar[bool] = False
    """Whether there may be thousands alike, so that an equal one need not be judged again. Its outcomes must then
    depend on nothing but what is read of its own resource, and on what is the same for all of them; and it must keep
    nothing of what it has read, since each rule's reads are accounted for by themselves."""
    built: ClassVar[bool] = True
    """Whether it is infrastructure, and no record of what was done to it."""
    surroundings: Surroundings

    def __init__(self, resource: Resource) -> None:
        self.resource = resource

    def __repr__(self) -> str:
        return f"<{self.kind} {self.resource.address}>"


def not_expressible(what: str) -> NoReturn:
    """The provider has no means to state it."""
    raise NotExpressible(what)
