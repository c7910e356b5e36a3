"""What vatesfr/xenorchestra cannot express."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vmgate.translate.reasons import NO_FIREWALL, NO_HOST_ADAPTERS, NO_SCREEN, NO_STORAGE, because

if TYPE_CHECKING:
    from collections.abc import Mapping

NOT_EXPRESSIBLE: Final[Mapping[str, str]] = {
    **because(
        "what a machine's id is, by which access is given to it, nothing tells before it is made", "C29"
    ),
    **NO_HOST_ADAPTERS,
    **because("a network has no attribute for promiscuous mode", "C08"),
    **NO_STORAGE,
    **because("no resource says where the log of a host goes", "C16"),
    **NO_SCREEN,
    **because("devices of the host cannot be given to a machine", "C25"),
    **because("the network that machines move over is a setting of the pool that no resource has", "C27"),
    **because("a disk is always a machine's own, and a storage repository is only looked up", "C28"),
    **because("the console has no clipboard that an attribute could turn off", "C32"),
    **NO_FIREWALL,
}
