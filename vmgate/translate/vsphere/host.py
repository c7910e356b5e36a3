"""Hosts: `vsphere_host`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.translate.vsphere import defaults
from vmgate.translate.vsphere.derived import derived
from vmgate.translate.vsphere.inventory import FromInventory
from vmgate.vocabulary.host import Host

if TYPE_CHECKING:
    from vmgate.model.fact import Fact


class EsxiHost(FromInventory, Host):
    """An ESXi host."""

    @property
    def locked_down(self) -> Fact[bool]:
        """`lockdown` is "normal" or "strict", in any letter case."""
        return derived(
            defaults.text(self.attributes, "lockdown"), lambda mode: mode.lower() in ("normal", "strict")
        )
