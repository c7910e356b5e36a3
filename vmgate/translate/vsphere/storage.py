"""Datastores: `vsphere_nas_datastore`, `vsphere_vmfs_datastore`, `vsphere_datastore_cluster`."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from vmgate.model.fact import Fact
from vmgate.model.value import Unknown
from vmgate.translate.vsphere.inventory import FromInventory
from vmgate.vocabulary.storage import BlockStorage, Datastore, Mount, Transport

if TYPE_CHECKING:
    from collections.abc import Sequence


class VsphereDatastore(FromInventory, Datastore):
    """A datastore, or a cluster of them."""

    ipsec_versions: ClassVar[tuple[int, ...]] = (6,)

    @property
    def name(self) -> Fact[str]:
        """`name`."""
        return self.attributes.text("name", "")


class NasDatastore(VsphereDatastore):
    """A datastore that hosts mount over NFS."""

    @property
    def mounts(self) -> Sequence[Mount]:
        """`remote_path` on each of `remote_hosts`. Raises `UnknownValue`."""
        path = self.attributes.text("remote_path", "")
        servers = self.attributes.texts("remote_hosts")
        return [Mount(Fact(server, servers.resource, servers.path), path) for server in servers.value]


class VmfsDatastore(VsphereDatastore, BlockStorage):
    """A datastore on disks that hosts reach as blocks."""

    kind: ClassVar[str] = Datastore.kind

    @property
    def transports(self) -> Fact[tuple[Transport, ...]]:
        """`disks` names the disks, and says nothing of how hosts reach them."""
        reason = "a disk's name does not tell whether it is local, or reached by iSCSI or Fibre Channel"
        return Fact(Unknown(reason), self.resource, ("disks",))
