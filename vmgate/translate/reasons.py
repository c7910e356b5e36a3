"""Why the configuration of a provider cannot decide a clause: reasons that several providers share.

A translation keeps its reasons beside it as `NOT_EXPRESSIBLE`, by clause or by rule: in a module `not_expressible` of
its package, or in itself where it is one module. A clause that some rule decides for the provider has none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping


def because(reason: str, *numbers: str) -> Mapping[str, str]:
    """One reason for several clauses or rules."""
    return dict.fromkeys(numbers, reason)


NO_MACHINES: Final = because(
    "it makes no virtual machines",
    "C19", "C20", "C21", "C22", "C23", "C25", "C28", "C29", "C30", "C31", "C32", "C35", "C36", "C37",
)  # fmt: skip

NO_LEDGER: Final = because("the ledger is of running machines, and it has none", "C17")

NO_VIRTUAL_SWITCHES: Final = because("it has no virtual switches", "C08", "C09", "C26")

NO_HOSTS: Final = because(
    "what it connects to is neither a host of virtual machines nor the management system of one", "C02", "C33"
)

NO_HOST_ADAPTERS: Final = because("it says nothing of the hosts' network cards", "C05")

NO_RIGHTS: Final = because("none of its resources grants anybody rights on a machine", "C04")

NO_MIGRATION: Final = because("it says nothing of how machines move between hosts", "C27")

NO_FIREWALL: Final = because("none of its resources decides who reaches a management server", "C34")

NO_SCREEN: Final = because("screensavers are inside the guest: the build of its template shows them", "C20")

NO_STORAGE: Final = because("it attaches no storage to hosts", "C10", "C11", "C12", "C13", "C14", "C15")

OF_CLOUD: Final = {
    **because(
        "hosts, switches, storage, consoles and their management are the cloud's own, which no resource is about",
        "C02", "C05", "C06", "C07", "C08", "C10", "C11", "C12", "C13", "C14", "C15", "C16", "C21", "C24", "C25",
        "C26", "C27", "C28", "C32", "C33", "C34",
    ),
    **because(
        "rights and networks in a cloud are none of a hypervisor's: its machines are judged by what they are made of",
        "C04", "C19", "C29",
    ),
    **NO_SCREEN,
}  # fmt: skip
