"""The provider's own connections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.translate.attributes import Attributes
from vmgate.translate.derivation import derive
from vmgate.translate.iosxe import defaults
from vmgate.vocabulary.connection import Connection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.model.fact import Fact


class ProviderConnection(Connection):
    """From Terraform to the switches that it manages."""

    @property
    def certificate_checks(self) -> Sequence[Fact[bool]]:
        """`insecure`, turned round, which holds for all devices."""
        insecure = Attributes(self.resource).flag("insecure", default=defaults.INSECURE)
        return [derive(insecure, lambda on: not on)]
