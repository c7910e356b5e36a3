"""What holds for a whole cluster: `…_cluster_options` (C06)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vmgate.translate.attributes import Attributes
from vmgate.translate.derivation import derive
from vmgate.vocabulary.migration import MigrationSettings

if TYPE_CHECKING:
    from vmgate.model.fact import Fact

SECURE: Final = "secure"
"""What Proxmox takes where `migration_type` is not written; the provider has no default."""


class ClusterOptions(MigrationSettings):
    """The options of a cluster."""

    @property
    def encrypted(self) -> Fact[bool]:
        """`migration_type` is "secure": what moves goes through SSH."""
        return derive(Attributes(self.resource).text("migration_type", SECURE), lambda kind: kind == SECURE)
