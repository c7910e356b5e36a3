"""What dmacvicar/libvirt cannot express."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vmgate.translate.reasons import (
    NO_FIREWALL,
    NO_HOST_ADAPTERS,
    NO_MIGRATION,
    NO_RIGHTS,
    NO_SCREEN,
    because,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

NOT_EXPRESSIBLE: Final[Mapping[str, str]] = {
    **NO_RIGHTS,
    **NO_HOST_ADAPTERS,
    **because("a network has no promiscuous mode, and nothing mirrors its ports", "C08"),
    **because(
        "a network is one of guests: the hypervisor's own addresses on its storage network are not stated",
        "C10",
    ),
    **because("no resource says where the log of a hypervisor goes", "C16"),
    **NO_SCREEN,
    **NO_MIGRATION,
    **because("no resource grants anybody access to a machine", "C29"),
    **NO_FIREWALL,
}
