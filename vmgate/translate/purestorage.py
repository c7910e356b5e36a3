"""Pure Storage FlashArray (devans10/flash): the hosts that an array knows, by iSCSI and Fibre Channel.

From the provider's source: no schema of it is held.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vmgate.model.fact import Fact
from vmgate.translate.attributes import Attributes
from vmgate.translate.derivation import told
from vmgate.translate.reasons import (
    NO_FIREWALL,
    NO_HOST_ADAPTERS,
    NO_HOSTS,
    NO_LEDGER,
    NO_MACHINES,
    NO_MIGRATION,
    NO_RIGHTS,
    NO_VIRTUAL_SWITCHES,
    because,
)
from vmgate.translate.translation import alone, nothing
from vmgate.vocabulary.storage import BlockStorage, Transport

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vmgate.translate.translation import Translation


class ArrayHost(BlockStorage):
    """A host as the array knows it. What it is let to is masked, which is no zone."""

    @property
    def name(self) -> Fact[str]:
        """`name`."""
        return Attributes(self.resource).text("name", "")

    @property
    def transports(self) -> Fact[tuple[Transport, ...]]:
        """By `iqn` and `wwn`."""
        own = Attributes(self.resource)
        named = ((Transport.ISCSI, "iqn"), (Transport.FIBRE_CHANNEL, "wwn"))
        found = told(lambda: tuple(kind for kind, name in named if own.texts(name).value))
        return Fact(found, self.resource, ("iqn",))

    @property
    def chap(self) -> Fact[bool]:
        """`host_user` and `host_password`, which the host proves itself with."""
        own = Attributes(self.resource)
        user, password = own.present("host_user"), own.present("host_password")
        # The password is sensitive and may be filled in by the server: only whether it is written can be told.
        return user if not user.known or not user.value else password


TRANSLATIONS: dict[tuple[str, str], Translation] = {
    ("managed", "purestorage_host"): alone(ArrayHost),
    ("managed", "purestorage_volume"): nothing,
}
"""By mode and type, what each resource states."""

NOT_EXPRESSIBLE: Final[Mapping[str, str]] = {
    **NO_HOSTS,
    **NO_RIGHTS,
    **NO_HOST_ADAPTERS,
    **because("its provider has no attribute about certificates or encryption", "C06", "C07"),
    **NO_VIRTUAL_SWITCHES,
    **because("no resource has the addresses of the array", "C10"),
    **because("an array of blocks exports nothing over NFS", "C13", "C14"),
    **because("no resource says where the log of the array goes", "C16"),
    **NO_LEDGER,
    **NO_MACHINES,
    **because("it has no ports that it could leave unused", "C24"),
    **NO_MIGRATION,
    **NO_FIREWALL,
}
