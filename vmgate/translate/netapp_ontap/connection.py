"""The provider's own connections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.translate.attributes import Attributes
from vmgate.translate.netapp_ontap import defaults
from vmgate.vocabulary.connection import Connection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.model.fact import Fact


class ProviderConnection(Connection):
    """From Terraform to each of the clusters that it manages."""

    @property
    def certificate_checks(self) -> Sequence[Fact[bool]]:
        """`connection_profiles.validate_certs`. Raises `UnknownValue`."""
        profiles = Attributes(self.resource).blocks("connection_profiles")
        return [profile.flag("validate_certs", default=defaults.VALIDATE_CERTS) for profile in profiles]
