"""Storage that a hypervisor reaches over a network: pools, and disks of single domains (C10 to C15)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from vmgate.model.fact import Fact
from vmgate.translate.attributes import Attributes
from vmgate.translate.derivation import derive, told
from vmgate.translate.libvirt.elements import down, each
from vmgate.translate.libvirt.generation import provider_of_blocks
from vmgate.vocabulary.storage import BlockStorage, Datastore, Mount, Transport
from vmgate.vocabulary.thing import not_expressible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource

_ISCSI = frozenset({"iscsi", "iscsi-direct"})


class Pool(Datastore, BlockStorage):
    """A pool. Its type says whether it is a directory, something that is mounted, or blocks of a target."""

    kind: ClassVar[str] = Datastore.kind

    def __init__(self, resource: Resource, estate: Estate) -> None:
        super().__init__(resource)
        self._estate = estate
        self._attributes = Attributes(resource)

    @property
    def name(self) -> Fact[str]:
        """The name of the target where it is one, else its own."""
        if self._type.known and self._type.value in _ISCSI:
            source = self._attributes.block("source")
            for device in source.blocks("device") if source is not None else ():
                return device.text("path", "")
        return self._attributes.text("name", "")

    @property
    def mounts(self) -> Sequence[Mount]:
        """The servers of a pool of type `netfs` that speaks NFS. Raises `UnknownValue`."""
        if self._type.value != "netfs":
            not_expressible("NFS mounts of such a pool")
        source = self._attributes.block("source")
        kind = down(source, "format")
        if kind is not None and kind.text("type", "nfs").value not in ("nfs", "auto"):
            not_expressible("NFS mounts of such a pool")
        directory = down(source, "dir")
        path = Fact("", self.resource, ("source",)) if directory is None else directory.text("path", "")
        hosts = source.blocks("host") if source is not None else []
        return [Mount(host.text("name", ""), path) for host in hosts]

    @property
    def transports(self) -> Fact[tuple[Transport, ...]]:
        """ISCSI by the type, Fibre Channel by the adapter. Other pools are no blocks of a storage."""
        kind = self._type
        if kind.known and kind.value not in (*_ISCSI, "scsi"):
            not_expressible("blocks of such a pool")
        if kind.known and kind.value == "scsi":
            return Fact(told(self._of_adapter), self.resource, ("source",))
        return derive(kind, lambda one: (Transport.ISCSI,) if one in _ISCSI else ())

    @property
    def chap(self) -> Fact[bool]:
        """`source.auth`. Up to 0.8 there is none."""
        if provider_of_blocks(self._estate, self.resource.provider):
            not_expressible("CHAP")
        if self._type.known and self._type.value not in _ISCSI:
            not_expressible("CHAP of such a pool")
        return _chap(self._attributes, ("source", "auth"), typed=True)

    def _of_adapter(self) -> tuple[Transport, ...]:
        adapter = down(self._attributes.block("source"), "adapter")
        fibre = adapter is not None and adapter.text("type").value == "fc_host"
        return (Transport.FIBRE_CHANNEL,) if fibre else ()

    @property
    def _type(self) -> Fact[str]:
        return self._attributes.text("type", "")


class DomainTargets(BlockStorage):
    """The iSCSI targets that disks and devices of one domain are on, each reached by the hypervisor itself."""

    repeats: ClassVar[bool] = True

    def __init__(self, resource: Resource) -> None:
        super().__init__(resource)
        self._attributes = Attributes(resource)

    @property
    def name(self) -> Fact[str]:
        """The name of the first target. Raises `UnknownValue`."""
        return self._targets_if_any()[0][1]

    @property
    def transports(self) -> Fact[tuple[Transport, ...]]:
        """Over iSCSI. Raises `UnknownValue`."""
        return derive(self._targets_if_any()[0][1], lambda _: (Transport.ISCSI,))

    @property
    def chap(self) -> Fact[bool]:
        """Whether each of them is reached by CHAP: the first that is not, or may not be. Raises `UnknownValue`."""
        found = [chap for chap, _ in self._targets_if_any()]
        open_ = [chap for chap in found if chap.known and not chap.value]
        return (open_ or [chap for chap in found if not chap.known] or found)[0]

    def _targets_if_any(self) -> list[tuple[Fact[bool], Fact[str]]]:
        return self._targets() or not_expressible("disks on targets")

    def _targets(self) -> list[tuple[Fact[bool], Fact[str]]]:
        """For each target whether CHAP is used, and its name. Raises `UnknownValue`."""
        devices = self._attributes.block("devices")
        return [
            *each(devices, "disks", _of_disk, _unknown),
            *each(devices, "hostdevs", _of_device, _unknown),
        ]


def _of_disk(disk: Attributes) -> Iterator[tuple[Fact[bool], Fact[str]]]:
    source = disk.block("source")
    network = down(source, "network") if source is not None else None
    if network is not None and network.text("protocol").value == "iscsi":
        own = _chap(network, ("auth",))
        yield _chap(disk, ("auth",)) if own.known and not own.value else own, network.text("name", "")


def _of_device(device: Attributes) -> Iterator[tuple[Fact[bool], Fact[str]]]:
    target = down(device, "subsys_scsi", "source", "iscsi")
    if target is not None:
        yield _chap(target, ("auth",)), target.text("name", "")


def _unknown(fact: Fact[bool]) -> tuple[Fact[bool], Fact[str]]:
    return fact, derive(fact, str)


def _chap(owner: Attributes, path: tuple[str, ...], *, typed: bool = False) -> Fact[bool]:
    """Whether there is a user's name with a secret; `typed` where the kind of authentication is said as well."""

    def holds() -> bool:
        auth = down(owner, *path)
        secret = down(auth, "secret")
        if auth is None or secret is None or (typed and auth.text("type").value != "chap"):
            return False
        named = any(secret.text(name).value for name in ("usage", "uuid"))
        return named and bool(auth.text("username").value)

    return Fact(told(holds), owner.resource, owner.at(path[0]))
