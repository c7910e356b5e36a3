"""What all things of the vocabulary share."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NoReturn

from vmgate.model.fact import NotExpressible

if TYPE_CHECKING:
    from vmgate.model.resource import Resource


class Thing:
    """Something the procedure speaks of, stated by one resource."""

    kind: ClassVar[str] = "thing"
    repeats: ClassVar[bool] = False
    """Whether there may be thousands alike, so that an equal one need not be judged again. Its outcomes must then
    depend on nothing but what is read of its own resource, and on what is the same for all of them; and it must keep
    nothing of what it has read, since each rule's reads are accounted for by themselves."""
    built: ClassVar[bool] = True
    """Whether it is infrastructure, and no record of what was done to it."""

    def __init__(self, resource: Resource) -> None:
        self.resource = resource

    def __repr__(self) -> str:
        return f"<{self.kind} {self.resource.address}>"


def not_expressible(what: str) -> NoReturn:
    """The provider has no means to state it."""
    raise NotExpressible(what)
