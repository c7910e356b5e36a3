"""The provider's own connections."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from vmgate.translate.attributes import Attributes
from vmgate.translate.derivation import derive
from vmgate.translate.netapp_ontap import defaults
from vmgate.vocabulary.certificate import Pin, TrustingThing
from vmgate.vocabulary.connection import Connection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.model.fact import Fact


class ProviderConnection(Connection, TrustingThing):
    """From Terraform to each of the clusters that it manages."""

    kind: ClassVar[str] = Connection.kind

    @property
    def pins(self) -> Sequence[Pin]:
        """`connection_profiles.validate_certs`, turned round. Raises `UnknownValue`."""
        flaw = "whatever certificate the storage shows is taken, a self-signed one too"
        return [Pin(flaw, derive(checked, lambda on: not on)) for checked in self.certificate_checks]

    @property
    def certificate_checks(self) -> Sequence[Fact[bool]]:
        """`connection_profiles.validate_certs`. Raises `UnknownValue`."""
        profiles = Attributes(self.resource).blocks("connection_profiles")
        return [profile.flag("validate_certs", default=defaults.VALIDATE_CERTS) for profile in profiles]
