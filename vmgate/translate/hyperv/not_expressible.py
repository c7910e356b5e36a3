"""What taliesins/hyperv cannot express."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vmgate.translate.reasons import NO_FIREWALL, NO_RIGHTS, NO_SCREEN, because

if TYPE_CHECKING:
    from collections.abc import Mapping

NOT_EXPRESSIBLE: Final[Mapping[str, str]] = {
    **NO_RIGHTS,
    **because(
        "an external switch uses every card that it is given, and no resource lists the cards of a host",
        "C05",
    ),
    **because("a switch has no promiscuous mode: ports are mirrored one by one", "C08"),
    **because(
        "the storage of a host, and its own addresses, are settings of Windows",
        "C10",
        "C11",
        "C12",
        "C13",
        "C14",
        "C15",
    ),
    **because("logs of a host are settings of Windows", "C16"),
    **NO_SCREEN,
    **because("live migration is a setting of the host that no resource has", "C27"),
    **because("rights on a host are those of Windows", "C29"),
    **NO_FIREWALL,
}
