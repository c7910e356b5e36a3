"""Datastores: `vsphere_nas_datastore`, `vsphere_vmfs_datastore`, `vsphere_datastore_cluster`."""

from __future__ import annotations

from vmgate.translate.vsphere.inventory import FromInventory
from vmgate.vocabulary.storage import Datastore


class VsphereDatastore(FromInventory, Datastore):
    """A datastore, or a cluster of them."""
