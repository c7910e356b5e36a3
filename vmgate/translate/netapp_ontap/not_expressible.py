"""What NetApp/netapp-ontap cannot express: it configures storage."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vmgate.translate.reasons import (
    NO_FIREWALL,
    NO_HOST_ADAPTERS,
    NO_HOSTS,
    NO_MACHINES,
    NO_MIGRATION,
    NO_RIGHTS,
    NO_VIRTUAL_SWITCHES,
    because,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

NOT_EXPRESSIBLE: Final[Mapping[str, str]] = {
    **NO_HOSTS,
    **NO_RIGHTS,
    **NO_HOST_ADAPTERS,
    **NO_VIRTUAL_SWITCHES,
    **because(
        "whether the VLAN of a storage's address is one of its own only its switches and the hosts tell",
        "C10",
    ),
    **because("no resource configures IPsec", "C14"),
    **because("no resource says where the log of the storage goes", "C16"),
    **NO_MACHINES,
    **because("ports of the storage are none of those that a host or a switch leaves unused", "C24"),
    **NO_MIGRATION,
    **NO_FIREWALL,
}
