"""The provider's own connections."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from vmgate.translate.attributes import Attributes
from vmgate.translate.derivation import derive
from vmgate.translate.nxos import defaults
from vmgate.vocabulary.certificate import Pin, TrustingThing
from vmgate.vocabulary.connection import Connection, Link

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.model.fact import Fact

PLAIN: Final = "http://"


class ProviderConnection(Connection, TrustingThing):
    """From Terraform to the switches that it manages."""

    kind: ClassVar[str] = Connection.kind

    @property
    def pins(self) -> Sequence[Pin]:
        """`insecure`: whatever certificate a switch shows is taken."""
        insecure = Attributes(self.resource).flag("insecure", default=defaults.INSECURE)
        return (Pin("whatever certificate a switch shows is taken, a self-signed one too", insecure),)

    @property
    def certificate_checks(self) -> Sequence[Fact[bool]]:
        """`insecure`, turned round, which holds for all devices."""
        insecure = Attributes(self.resource).flag("insecure", default=defaults.INSECURE)
        return [derive(insecure, lambda on: not on)]

    @property
    def links(self) -> Sequence[Link]:
        """`url` and `devices.url`. Raises `UnknownValue`."""
        own = Attributes(self.resource)
        flaw = "the switch is managed over a link that is not encrypted"
        return [Link(flaw, _encrypted(one.text("url", ""))) for one in (own, *own.blocks("devices"))]


def _encrypted(url: Fact[str]) -> Fact[bool]:
    return derive(url, lambda text: not text.lower().startswith(PLAIN))
