"""What nutanix/nutanix cannot express."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vmgate.translate.reasons import NO_FIREWALL, NO_HOST_ADAPTERS, NO_SCREEN, because

if TYPE_CHECKING:
    from collections.abc import Mapping

NOT_EXPRESSIBLE: Final[Mapping[str, str]] = {
    **because(
        "roles and policies name rights and what they are on by ids and filters that only the server resolves",
        "C04",
        "C29",
    ),
    **NO_HOST_ADAPTERS,
    **because("a virtual switch has no promiscuous mode, and no resource mirrors its ports", "C08"),
    **because("the storage of a cluster is its own: its backplane has no gateway to be judged by", "C10"),
    **because("no resource configures IPsec", "C14"),
    **NO_SCREEN,
    **because(
        "live migration has no network of its own: it goes over the management's or the backplane", "C27"
    ),
    **because("the console has no clipboard", "C32"),
    **NO_FIREWALL,
}
