"""What josenk/esxi cannot express."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vmgate.translate.reasons import NO_FIREWALL, NO_MIGRATION, NO_RIGHTS, NO_SCREEN, NO_STORAGE, because

if TYPE_CHECKING:
    from collections.abc import Mapping

NOT_EXPRESSIBLE: Final[Mapping[str, str]] = {
    **NO_RIGHTS,
    **because(
        "a switch uses every uplink that it is given, and no resource lists the cards of a host", "C05"
    ),
    **NO_STORAGE,
    **because("neither advanced settings of the host nor of machines can be set", "C16"),
    **NO_SCREEN,
    **because(
        "devices, drives, ports and consoles of a machine have no attribute",
        "C21",
        "C24",
        "C25",
        "C28",
        "C32",
    ),
    **NO_MIGRATION,
    **because("no resource grants anybody access to a machine", "C29"),
    **NO_FIREWALL,
}
