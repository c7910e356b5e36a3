"""Volume groups and who reaches them: over iSCSI (C11), or as disks of machines (C28)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vmgate.model.fact import Fact
from vmgate.model.value import Unknown
from vmgate.translate.derivation import derive, told
from vmgate.translate.lookups import meant
from vmgate.translate.nutanix import defaults
from vmgate.translate.nutanix.attributes import Filled
from vmgate.translate.nutanix.resource_types import ISCSI_CLIENT, VOLUME_GROUP
from vmgate.vocabulary.storage import BlockStorage, Transport

if TYPE_CHECKING:
    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource

CHAP: Final = "CHAP"
_EXTERNAL: Final = "EXTERNAL"
_BY_CLIENTS: Final = "which clients are attached to it is not part of this configuration"


class VolumeGroup(BlockStorage):
    """A volume group, which is a target of its own."""

    def __init__(self, resource: Resource, estate: Estate) -> None:
        super().__init__(resource)
        self._estate = estate
        self._own = Filled(resource)

    @property
    def name(self) -> Fact[str]:
        """Its name."""
        return self._own.text("name", "")

    @property
    def transports(self) -> Fact[tuple[Transport, ...]]:
        """By `attachment_type`, or by the clients of this configuration; none for machines' disks."""
        kind = self._own.text("attachment_type")
        if kind.known and kind.value is not None:
            return derive(kind, lambda word: (Transport.ISCSI,) if word == _EXTERNAL else ())
        clients = told(self._has_client)
        if isinstance(clients, Unknown) or not clients:
            reason = clients if isinstance(clients, Unknown) else Unknown(_BY_CLIENTS)
            return Fact(reason, self.resource, kind.path)
        return Fact((Transport.ISCSI,), self.resource, kind.path)

    @property
    def chap(self) -> Fact[bool]:
        """`enabled_authentications` with a `target_secret`."""
        return Fact(told(self._proven), self.resource, ("enabled_authentications",))

    def _proven(self) -> bool:
        method = self._own.text("enabled_authentications", defaults.AUTHENTICATION)
        features = self._own.block("iscsi_features")
        if features is None:
            _ = method.value
            return False
        within = features.text("enabled_authentications")
        named = CHAP in (method.value, within.value)
        return named and bool(features.present("target_secret").value)

    def _has_client(self) -> bool:
        return any(
            any(
                one.address == self.resource.address
                for one in volume_groups(Filled(client).text("vg_ext_id"), self._estate)
            )
            for client in self._estate.of_type(ISCSI_CLIENT)
        )


class IscsiClient(BlockStorage):
    """A client of a volume group: whoever has its name gets in, unless CHAP asks for more."""

    @property
    def name(self) -> Fact[str]:
        """`iscsi_initiator_name`."""
        return Filled(self.resource).text("iscsi_initiator_name", "")

    @property
    def transports(self) -> Fact[tuple[Transport, ...]]:
        """Always iSCSI."""
        return Fact((Transport.ISCSI,), self.resource, ("iscsi_initiator_name",))

    @property
    def chap(self) -> Fact[bool]:
        """`enabled_authentications` with a `client_secret`."""
        own = Filled(self.resource)
        method = own.text("enabled_authentications", defaults.AUTHENTICATION)
        secret = own.present("client_secret")
        return derive(method, lambda word: word == CHAP and bool(secret.value))


def volume_groups(id_: Fact[str | None], estate: Estate) -> list[Resource]:
    """The volume groups of this configuration that an id may be that of."""
    return meant(id_, estate, managed=(VOLUME_GROUP,), by=("id", "ext_id"))


def shared(id_: Fact[str | None], estate: Estate) -> Fact[bool]:
    """Whether a volume group may be attached to several machines."""
    found = volume_groups(id_, estate)
    if not found:
        return derive(id_, lambda _: Unknown("the volume group is not part of this configuration"))
    status = [Filled(one).text("sharing_status", "NOT_SHARED") for one in found]
    return Fact(told(lambda: any(one.value == "SHARED" for one in status)), id_.resource, id_.path)
