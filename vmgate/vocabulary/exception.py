"""Limited exceptions to the procedure (C39)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from vmgate.model.fact import Fact
from vmgate.vocabulary.thing import Thing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vmgate.model.exceptions import Shortcoming
    from vmgate.model.resource import Resource


class LimitedException(Thing):
    """An exception, from the register or from a comment in the source.

    `shortcomings` is everything that is wrong with it, in words, each at what is wrong.
    """

    kind: ClassVar[str] = "exception"

    def __init__(self, resource: Resource, shortcomings: Iterable[Shortcoming]) -> None:
        super().__init__(resource)
        self.shortcomings: list[Fact[str]] = [
            Fact(one.message, resource, (one.key,) if one.key else ()) for one in shortcomings
        ]
