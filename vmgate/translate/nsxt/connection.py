"""The provider's own connection."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from vmgate.translate.attributes import Attributes
from vmgate.translate.derivation import derive
from vmgate.translate.nsxt import defaults
from vmgate.vocabulary.certificate import Pin, TrustingThing
from vmgate.vocabulary.connection import EnvironmentSwitch, ManagementConnection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.model.fact import Fact

VARIABLE: Final = "NSXT_ALLOW_UNVERIFIED_SSL"


class ProviderConnection(ManagementConnection, TrustingThing):
    """From Terraform to the NSX manager."""

    kind: ClassVar[str] = ManagementConnection.kind

    @property
    def server(self) -> Fact[str | None]:
        """`host`. Where it is not written, a variable tells."""
        host = Attributes(self.resource).text("host")
        return derive(host, lambda name: name.rpartition("//")[2].partition(":")[0] if name else None)

    @property
    def pins(self) -> Sequence[Pin]:
        """`allow_unverified_ssl`: whatever certificate the manager shows is taken."""
        skipped = Attributes(self.resource).flag("allow_unverified_ssl", default=defaults.UNVERIFIED_SSL)
        return (Pin("whatever certificate the manager shows is taken, a self-signed one too", skipped),)

    @property
    def certificate_checks(self) -> Sequence[Fact[bool]]:
        """`allow_unverified_ssl`, turned round."""
        skipped = Attributes(self.resource).flag("allow_unverified_ssl", default=defaults.UNVERIFIED_SSL)
        return [derive(skipped, lambda on: not on)]

    @property
    def environment_switches(self) -> Sequence[EnvironmentSwitch]:
        """`NSXT_ALLOW_UNVERIFIED_SSL`, where the configuration does not set the attribute."""
        if Attributes(self.resource).raw("allow_unverified_ssl") is not None:
            return ()
        return [EnvironmentSwitch(VARIABLE, check) for check in self.certificate_checks]
