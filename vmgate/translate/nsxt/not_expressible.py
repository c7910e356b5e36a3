"""What vmware/nsxt cannot express: it configures networks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vmgate.translate.reasons import (
    NO_HOST_ADAPTERS,
    NO_LEDGER,
    NO_MACHINES,
    NO_MIGRATION,
    NO_STORAGE,
    because,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

NOT_EXPRESSIBLE: Final[Mapping[str, str]] = {
    **because("its roles are rights on networks: none switches a machine on or off", "C04"),
    **NO_HOST_ADAPTERS,
    **because("segments have neither promiscuous mode nor mirrored ports", "C08"),
    **NO_STORAGE,
    **because("no resource says where the log of a manager or a host goes", "C16"),
    **NO_LEDGER,
    **NO_MACHINES,
    **because("segments have no hardware ports", "C24"),
    **NO_MIGRATION,
}
