"""Who may mount storage containers over NFS (C13): their own lists, and the clusters' where they have none."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from vmgate.model.fact import Fact, UnknownValue
from vmgate.translate.derivation import derive
from vmgate.translate.nutanix.attributes import Filled
from vmgate.vocabulary.connection import Connection, Link
from vmgate.vocabulary.storage import NfsExport

if TYPE_CHECKING:
    from collections.abc import Sequence

ENABLED: Final = "ENABLED"
_INHERITED: Final = "the list of its cluster holds, which is not told here"


class StorageContainer(NfsExport):
    """A storage container, which is a datastore to its own cluster and an NFS export to everybody else."""

    @property
    def clients(self) -> Sequence[Fact[str]]:
        """`nfs_whitelist_addresses`. Raises `UnknownValue` where it has none: its cluster's list holds."""
        own = Filled(self.resource)
        found: list[Fact[str]] = []
        for block in own.blocks("nfs_whitelist_addresses"):
            for family, full in (("ipv4", 32), ("ipv6", 128)):
                for one in block.blocks(family):
                    length = one.number("prefix_length", full)
                    value = one.text("value", "")
                    found.append(
                        derive(value, lambda address, length=length: f"{address}/{length.value}")  # type: ignore[misc]  # mypy infers no defaults of lambdas
                    )
            found += [one.text("value", "") for one in block.blocks("fqdn")]
        if not found:
            raise UnknownValue(_INHERITED, self.resource, ("nfs_whitelist_addresses",))
        return found


class ClusterExports(NfsExport, Connection):
    """A cluster, or a profile of clusters: whom its containers admit unless they say otherwise, and its own traffic."""

    kind: ClassVar[str] = NfsExport.kind

    @property
    def clients(self) -> Sequence[Fact[str]]:
        """`nfs_subnet_white_list`, networks with their masks; nobody where there is none. Raises `UnknownValue`."""
        own = Filled(self.resource)
        within = own.blocks("network") if self.resource.type.startswith("nutanix_cluster_v2") else [own]
        listed = [one.texts("nfs_subnet_white_list") for one in within]
        return [Fact(text, some.resource, some.path) for some in listed for text in some.value]

    @property
    def links(self) -> Sequence[Link]:
        """`encryption_in_transit_status`, where it is told. Raises `UnknownValue`."""
        found = []
        for block in Filled(self.resource).blocks("config"):
            status = block.text("encryption_in_transit_status")
            if not status.known or status.value is not None:
                flaw = "traffic between the nodes of the cluster is not encrypted"
                found.append(Link(flaw, derive(status, lambda word: word == ENABLED)))
        return found
