"""What domains of all generations have in common."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from vmgate.model.fact import Fact, UnknownValue
from vmgate.model.value import Unknown
from vmgate.translate import boot_disk as origins
from vmgate.translate.attributes import Attributes
from vmgate.translate.derivation import derive
from vmgate.translate.libvirt import defaults
from vmgate.translate.libvirt.resource_types import POOL
from vmgate.vocabulary.connection import Connection
from vmgate.vocabulary.mac_filter import FilteredThing
from vmgate.vocabulary.machine import VirtualMachine
from vmgate.vocabulary.template import Origin

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource
    from vmgate.model.value import Path
    from vmgate.translate.boot_disk import BootDisk
    from vmgate.vocabulary.guest import Guest
    from vmgate.vocabulary.machine import ProvenanceFlaw


class Domain(VirtualMachine, FilteredThing, Connection):
    """A virtual machine. It is a connection as well: its console listens, and disks may be somewhere else."""

    kind: ClassVar[str] = VirtualMachine.kind
    platform: ClassVar[str] = "libvirt"
    disks: ClassVar[Path]
    """Where its disks are."""

    def __init__(self, resource: Resource, estate: Estate) -> None:
        super().__init__(resource)
        self._estate = estate
        self._attributes = Attributes(resource)

    @property
    def name(self) -> Fact[str]:
        """Its name."""
        return self._attributes.text("name", "")

    @property
    def origin(self) -> Origin:
        """The image of the disk that it boots from. Raises `UnknownValue`."""
        boot = self._boot_disk()
        if boot is None:
            return Origin(self._attributes.anything(str(self.disks[0])), nothing="no disk")
        return boot.origin()

    @property
    def guest(self) -> Guest:
        """See `origin.guest`."""
        return origins.guest(lambda: self.origin, self.resource, self.disks)

    @property
    def provenance_flaws(self) -> Sequence[ProvenanceFlaw]:
        """See `origin.provenance_flaws`."""
        return origins.provenance_flaws(self._boot_disk, self.resource, self.disks)

    def _boot_disk(self) -> BootDisk | None:
        """The disk that it boots from. Raises `UnknownValue`."""
        raise NotImplementedError


_EMULATORS = re.compile(r"/usr/(bin|libexec|lib/qemu)/[\w./-]+|/run/libvirt/nix-emulators/[\w.-]+")


def own_emulator(emulator: Fact[str | None]) -> Fact[bool]:
    """Whether the program that runs a machine is another than those that come with the hypervisor."""
    return derive(emulator, lambda path: bool(path) and _EMULATORS.fullmatch(path or "") is None)


def in_datastore(path: Fact[str], estate: Estate) -> Fact[bool]:
    """Whether a directory or file of the host is that of a pool, in it, or around it."""
    if not path.known:
        return Fact(_unknown(path), path.resource, path.path)
    pools = [defaults.POOL_PATH]
    for pool in estate.of_type(POOL):
        try:
            target = Attributes(pool).block("target")
            own = (target or Attributes(pool)).text("path")
        except UnknownValue as missing:
            own = Fact(Unknown(missing.reason), pool, missing.path)
        if own.known and own.value:
            pools.append(own.value)
        elif not own.known and not _within(path.value, pools):
            return Fact(Unknown("where a pool is, is not known"), path.resource, path.path)
    return Fact(_within(path.value, pools), path.resource, path.path)


def _within(path: str, pools: Sequence[str]) -> bool:
    own = path.rstrip("/") + "/"
    return any(
        own.startswith(pool.rstrip("/") + "/") or (pool.rstrip("/") + "/").startswith(own) for pool in pools
    )


def _unknown(fact: Fact[bool] | Fact[str]) -> Unknown:
    try:
        _ = fact.value
    except UnknownValue as missing:
        return Unknown(missing.reason)
    return Unknown("not known")
