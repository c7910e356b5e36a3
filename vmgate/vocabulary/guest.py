"""The guest operating system (C35)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from vmgate.model.fact import Fact
    from vmgate.model.templates import GuestSystem


class Guest(Struct, frozen=True):
    """What a configuration says of the operating system inside.

    `systems` are the products that the provider's identifier may mean: one where it is exact, several where one
    identifier covers several, none where it is generic. `identifier` is the provider's own word for it.
    """

    identifier: Fact[str | None]
    systems: Fact[tuple[GuestSystem, ...]]
