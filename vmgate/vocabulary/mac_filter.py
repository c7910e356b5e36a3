"""The platform's own filter that holds guests to their MAC addresses (C09)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from msgspec import Struct

from vmgate.vocabulary.thing import Thing, not_expressible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.model.fact import Fact


class MacFilter(Struct, frozen=True):
    """One switch that the filter of an interface, a port or a segment needs. `flaw` reads "the interface has no
    filter", and holds where `on` is false.
    """

    flaw: str
    on: Fact[bool]


class FilteredThing(Thing):
    """Something at which the platform filters MAC addresses: a machine with its interfaces, a segment, a port."""

    kind: ClassVar[str] = "MAC address filter"

    @property
    def mac_filters(self) -> Sequence[MacFilter]:
        """Every switch that has to be on, for each interface. Raises `UnknownValue`."""
        not_expressible("MAC address filters")
