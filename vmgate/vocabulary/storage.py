"""Datastores, and the file servers and targets that they are on (C10 to C15)."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from msgspec import Struct

from vmgate.vocabulary.thing import Thing, not_expressible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.model.fact import Fact


class Transport(StrEnum):
    """How blocks come from a storage to a host."""

    ISCSI = "iSCSI"
    FIBRE_CHANNEL = "Fibre Channel"


class Mount(Struct, frozen=True):
    """One directory of an NFS server: the server's address or name, and the path that it exports."""

    server: Fact[str]
    path: Fact[str]


class Datastore(Thing):
    """Storage that hosts mount for virtual machines."""

    kind: ClassVar[str] = "datastore"
    ipsec_versions: ClassVar[tuple[int, ...]] = (4, 6)
    """The versions of IP over which its hosts can speak IPsec."""

    @property
    def name(self) -> Fact[str]:
        """Its name."""
        not_expressible("the name of a datastore")

    @property
    def mounts(self) -> Sequence[Mount]:
        """What its hosts mount over NFS, one for each server. Raises `UnknownValue`."""
        not_expressible("NFS mounts")


class NfsExport(Thing):
    """What an NFS server states of who may mount something: one rule, or one share."""

    kind: ClassVar[str] = "NFS export"

    @property
    def clients(self) -> Sequence[Fact[str]]:
        """Who may, as the server writes them: addresses, networks, names, `@` and a netgroup; `*` is everyone.

        Raises `UnknownValue`.
        """
        not_expressible("clients of an export")

    @property
    def together(self) -> Sequence[NfsExport]:
        """What is in force at once: itself, and the other rules of its policy. Raises `UnknownValue`."""
        return (self,)

    @property
    def writable(self) -> Fact[bool]:
        """Whether the clients may write."""
        not_expressible("what the clients of an export may do")


class NfsShare(Thing):
    """Something that NFS clients can mount."""

    kind: ClassVar[str] = "NFS share"

    @property
    def path(self) -> Fact[str]:
        """Its path on the server."""
        not_expressible("the path of a share")

    @property
    def exports(self) -> Sequence[NfsExport]:
        """What says who may mount it. Raises `UnknownValue` where that is not in the configuration."""
        not_expressible("exports of a share")

    @property
    def places(self) -> Sequence[Mount]:
        """Where it is mounted from: its path on every address of its server. Raises `UnknownValue`."""
        not_expressible("the place of a share")


class ShareGrant(Struct, frozen=True):
    """What a user or group may do on a share: read it, and `writes` it too."""

    principal: Fact[str]
    writes: Fact[bool]


class SmbShare(Thing):
    """A directory that SMB clients can use."""

    kind: ClassVar[str] = "SMB share"

    @property
    def path(self) -> Fact[str]:
        """Its path on the server."""
        not_expressible("the path of a share")

    @property
    def grants(self) -> Sequence[ShareGrant]:
        """Who may do what. Raises `UnknownValue`."""
        not_expressible("who may use a share")


class BlockStorage(Thing):
    """Storage that hosts reach as blocks: a target, a group of initiators, a datastore on a disk."""

    kind: ClassVar[str] = "block storage"

    @property
    def name(self) -> Fact[str]:
        """The name that evidence goes by: of the target or the datastore."""
        not_expressible("the name of a storage")

    @property
    def transports(self) -> Fact[tuple[Transport, ...]]:
        """The transports in use; none where it is reached by neither."""
        not_expressible("the transport of a storage")

    @property
    def chap(self) -> Fact[bool]:
        """Whether every initiator has to authenticate itself by CHAP (C11)."""
        not_expressible("CHAP")

    @property
    def zoned(self) -> Fact[bool]:
        """Whether a zone of the fabric's switches limits who reaches whom (C15)."""
        not_expressible("zones")


class Zoning(Struct, frozen=True):
    """One thing that zones have to be set up for.

    `flaw` reads "the adapter is in no zone", and holds where it is not `on`.
    """

    flaw: str
    on: Fact[bool]


class Fabric(Thing):
    """Part of a Fibre Channel fabric: what zones it has, or what is plugged into it (C15)."""

    kind: ClassVar[str] = "fabric"

    @property
    def zoning(self) -> Sequence[Zoning]:
        """What zones have to be set up for. Raises `UnknownValue`."""
        not_expressible("zones")
