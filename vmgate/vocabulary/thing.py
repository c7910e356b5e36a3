"""What all things of the vocabulary share."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NoReturn

from vmgate.model.fact import NotExpressible

if TYPE_CHECKING:
    from vmgate.model.resource import Resource


class Thing:
    """Something the procedure speaks of, stated by one resource."""

    kind: ClassVar[str] = "thing"

    def __init__(self, resource: Resource) -> None:
        self.resource = resource

    @property
    def address(self) -> str:
        """The address of the resource that states the thing."""
        return self.resource.address

    def __repr__(self) -> str:
        return f"<{self.kind} {self.address}>"


def not_expressible(what: str) -> NoReturn:
    """The provider has no means to state it."""
    raise NotExpressible(what)
