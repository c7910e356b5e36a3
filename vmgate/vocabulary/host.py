"""Hypervisor hosts."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from vmgate.vocabulary.logs import LoggingThing
from vmgate.vocabulary.thing import not_expressible

if TYPE_CHECKING:
    from vmgate.model.fact import Fact


class Host(LoggingThing):
    """A hypervisor host that is under management."""

    kind: ClassVar[str] = "host"

    @property
    def locked_down(self) -> Fact[bool]:
        """Whether it can be managed only through its management server (C34)."""
        not_expressible("lockdown")
