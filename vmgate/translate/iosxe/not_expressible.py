"""What CiscoDevNet/iosxe cannot express: it configures physical switches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vmgate.translate.reasons import NO_HOSTS, NO_LEDGER, NO_MACHINES, NO_RIGHTS, NO_VIRTUAL_SWITCHES, because

if TYPE_CHECKING:
    from collections.abc import Mapping

NOT_EXPRESSIBLE: Final[Mapping[str, str]] = {
    **NO_HOSTS,
    **NO_RIGHTS,
    **because(
        "a port that is down is judged as an unused port (C24): which card of which host is behind it is not stated",
        "C05",
    ),
    **NO_VIRTUAL_SWITCHES,
    **because("a switch serves no storage, and mounts none", "C11", "C13", "C15"),
    **because("a switch ends no IPsec between a storage server and a hypervisor", "C14"),
    **NO_LEDGER,
    **NO_MACHINES,
    **because("lists of access to the switch itself are no firewall in front of a management server", "C34"),
}
