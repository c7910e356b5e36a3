"""What Telmate/proxmox cannot express: it has resources for guests and their media alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vmgate.translate.reasons import (
    NO_FIREWALL,
    NO_HOST_ADAPTERS,
    NO_MIGRATION,
    NO_RIGHTS,
    NO_SCREEN,
    NO_STORAGE,
    because,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

NOT_EXPRESSIBLE: Final[Mapping[str, str]] = {
    **NO_RIGHTS,
    **NO_HOST_ADAPTERS,
    **because("no resource is a bridge", "C08"),
    **NO_STORAGE,
    **because("no resource says where the log of a node goes", "C16"),
    **NO_SCREEN,
    **NO_MIGRATION,
    **because("no resource grants anybody access to a machine", "C29"),
    **NO_FIREWALL,
}
