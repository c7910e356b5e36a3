"""The provider's link to Xen Orchestra (C06, C07, C33), which is a web socket."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from vmgate.translate.attributes import Attributes
from vmgate.translate.certificate_checks import checks, switches
from vmgate.translate.derivation import derive
from vmgate.translate.hosts import host_of_provider, named_host
from vmgate.translate.xenorchestra import defaults
from vmgate.vocabulary.certificate import Pin, TrustingThing
from vmgate.vocabulary.connection import EnvironmentSwitch, Link, ManagementConnection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.model.estate import Estate
    from vmgate.model.fact import Fact
    from vmgate.model.resource import Resource

VARIABLE: Final = "XOA_INSECURE"
_PLAIN: Final = ("ws://", "http://")


class ProviderConnection(ManagementConnection, TrustingThing):
    """From Terraform to Xen Orchestra."""

    kind: ClassVar[str] = ManagementConnection.kind

    @property
    def server(self) -> Fact[str | None]:
        """The host of `url`. Where it is not written, a variable tells."""
        return derive(self._url, named_host)

    @property
    def certificate_checks(self) -> Sequence[Fact[bool]]:
        """`insecure`, turned round; nobody is behind a plain link."""
        return checks(self._insecure, derive(self._url, _encrypted), "plain web socket")

    @property
    def environment_switches(self) -> Sequence[EnvironmentSwitch]:
        """`XOA_INSECURE`, where the configuration does not set the attribute."""
        own = Attributes(self.resource)
        return switches(own, "insecure", VARIABLE, lambda: self.certificate_checks)

    @property
    def links(self) -> Sequence[Link]:
        """The scheme of `url`."""
        return (Link("the link to Xen Orchestra is not encrypted", derive(self._url, _encrypted)),)

    @property
    def pins(self) -> Sequence[Pin]:
        """`insecure`: whatever certificate Xen Orchestra shows is taken."""
        flaw = "whatever certificate Xen Orchestra shows is taken, a self-signed one too"
        return (Pin(flaw, self._insecure),)

    @property
    def _url(self) -> Fact[str | None]:
        return Attributes(self.resource).text("url")

    @property
    def _insecure(self) -> Fact[bool]:
        return Attributes(self.resource).flag("insecure", default=defaults.PROVIDER_INSECURE)


def endpoint(resource: Resource, estate: Estate) -> str | None:
    """The Xen Orchestra that a resource is managed through; None where that is not known."""
    return host_of_provider(resource, estate, "url")


def _encrypted(url: str | None) -> bool:
    return not (url or "").strip().lower().startswith(_PLAIN)
