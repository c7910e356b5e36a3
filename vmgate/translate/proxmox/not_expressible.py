"""What bpg/proxmox cannot express."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vmgate.translate.reasons import NO_SCREEN, because

if TYPE_CHECKING:
    from collections.abc import Mapping

NOT_EXPRESSIBLE: Final[Mapping[str, str]] = {
    **because(
        "a bridge or bond uses every card that it is given, and no resource lists the cards of a node", "C05"
    ),
    **because("a bridge has no promiscuous mode, and no resource mirrors its ports", "C08"),
    **because(
        "no resource is a storage over iSCSI: a volume group or a pool on one looks like any other", "C11"
    ),
    **because(
        "no resource is a storage over Fibre Channel: a volume group or a pool on one looks like any other",
        "C15",
    ),
    **because("no resource says where the log of a node goes: metrics are no log", "C16"),
    **NO_SCREEN,
}
