"""Hosts: `vsphere_host`."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from vmgate.model.evidence import Subject, SubjectKind
from vmgate.model.fact import Fact
from vmgate.translate.derivation import derive
from vmgate.translate.vsphere import defaults
from vmgate.translate.vsphere.inventory import FromInventory
from vmgate.translate.vsphere.joins import IDS, targets
from vmgate.translate.vsphere.profile import of_cluster, speaks_of_logs
from vmgate.vocabulary.certificate import Pin, TrustingThing
from vmgate.vocabulary.host import Host
from vmgate.vocabulary.logs import Log

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.translate.vsphere.inventory import Inventory


class HostLog(Log):
    """A host's log. Where it goes is no attribute of the host's: the profile of its cluster may say it."""

    def __init__(self, hostname: Fact[str], inventory: Inventory) -> None:
        self._hostname = hostname
        self._inventory = inventory

    @property
    def name(self) -> Fact[Subject]:
        """`host:` and `hostname`."""
        return derive(self._hostname, lambda name: Subject(SubjectKind.HOST, name))

    @property
    def stated_elsewhere(self) -> bool:
        """Whether the profile of its cluster says where logs go. Raises `UnknownValue`."""
        profile = of_cluster(self._hostname.resource, self._inventory)
        return profile is not None and speaks_of_logs(profile)


class EsxiHost(FromInventory, Host, TrustingThing):
    """An ESXi host."""

    kind: ClassVar[str] = Host.kind

    @property
    def locked_down(self) -> Fact[bool]:
        """`lockdown` is "normal" or "strict", in any letter case."""
        return derive(
            defaults.text(self.attributes, "lockdown"), lambda mode: mode.lower() in ("normal", "strict")
        )

    @property
    def logs(self) -> Sequence[Log]:
        """Its own."""
        return [HostLog(self.attributes.text("hostname", ""), self.inventory)]

    @property
    def pins(self) -> Sequence[Pin]:
        """`thumbprint`, which is trusted in place of the authority that signed the host's certificate."""
        return [
            Pin("the host's certificate is trusted by its thumbprint, self-signed or not", self._pinned())
        ]

    def _pinned(self) -> Fact[bool]:
        pinned = self.attributes.present("thumbprint")
        if not pinned.known:
            sources = targets(self.inventory.estate, self.resource, pinned.path, IDS)
            if sources and all(source.type == "vsphere_host_thumbprint" for source in sources):
                return Fact(value=True, resource=self.resource, path=pinned.path)
        return pinned
