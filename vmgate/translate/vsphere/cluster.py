"""Clusters: `vsphere_compute_cluster`, of which vSAN sends what one host stores to the others (C06)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.model.fact import Fact, NotExpressible
from vmgate.translate.derivation import derive
from vmgate.translate.vsphere import defaults
from vmgate.translate.vsphere.inventory import FromInventory
from vmgate.vocabulary.connection import Connection, Link

if TYPE_CHECKING:
    from collections.abc import Sequence


class ComputeCluster(FromInventory, Connection):
    """A cluster of hosts."""

    @property
    def links(self) -> Sequence[Link]:
        """`vsan_dit_encryption_enabled`, where there is vSAN. Raises `NotExpressible` where there is none."""
        vsan = defaults.flag(self.attributes, "vsan_enabled")
        if vsan.known and not vsan.value:
            raise NotExpressible("vSAN traffic")
        encrypted = defaults.flag(self.attributes, "vsan_dit_encryption_enabled")
        sound: Fact[bool] = encrypted
        if not vsan.known and not (encrypted.known and encrypted.value):
            sound = derive(vsan, bool)
        return [Link("what vSAN sends from host to host is not encrypted", sound)]
