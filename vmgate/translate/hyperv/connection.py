"""The provider's link to a host (C06, C07, C33), which is WinRM, and what virtual disks are fetched from."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from vmgate.translate.attributes import Attributes
from vmgate.translate.certificate_checks import checks, switches
from vmgate.translate.facts import derive
from vmgate.translate.hosts import said_by_provider
from vmgate.translate.hyperv import defaults
from vmgate.vocabulary.certificate import Pin, TrustingThing
from vmgate.vocabulary.connection import Connection, EnvironmentSwitch, Link, ManagementConnection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.model.estate import Estate
    from vmgate.model.fact import Fact
    from vmgate.model.resource import Resource

VARIABLE: Final = "HYPERV_INSECURE"
_PLAIN = ("http://", "ftp://")


class ProviderConnection(ManagementConnection, TrustingThing):
    """From Terraform to one host. NTLM's own encryption over plain HTTP is not TLS and does not count."""

    kind: ClassVar[str] = ManagementConnection.kind

    @property
    def server(self) -> Fact[str | None]:
        """`host`. Where it is not written, a variable tells."""
        return Attributes(self.resource).text("host")

    @property
    def certificate_checks(self) -> Sequence[Fact[bool]]:
        """`insecure`, turned round; nobody is behind a link without TLS."""
        return checks(self._flag("insecure"), self._flag("https"), "plain HTTP")

    @property
    def environment_switches(self) -> Sequence[EnvironmentSwitch]:
        """`HYPERV_INSECURE`, where the configuration does not set the attribute."""
        own = Attributes(self.resource)
        return switches(own, "insecure", VARIABLE, lambda: self.certificate_checks)

    @property
    def links(self) -> Sequence[Link]:
        """`https`."""
        return (Link("the link to the host is not encrypted", self._flag("https")),)

    @property
    def pins(self) -> Sequence[Pin]:
        """`insecure`: whatever certificate the host shows is taken."""
        return (
            Pin(
                "whatever certificate the host shows is taken, a self-signed one too", self._flag("insecure")
            ),
        )

    def _flag(self, name: str) -> Fact[bool]:
        return Attributes(self.resource).flag(name, default=defaults.PROVIDER[name])


class VhdConnection(Connection):
    """A virtual disk that the host fetches from somewhere, if it does. There is one for each machine at least."""

    repeats: ClassVar[bool] = True

    @property
    def links(self) -> Sequence[Link]:
        """`source`; a path is no address."""
        source = Attributes(self.resource).text("source", "")
        encrypted = derive(source, lambda url: not url.strip().lower().startswith(_PLAIN))
        return (Link("the disk is fetched over a link that is not encrypted", encrypted),)


def endpoint(resource: Resource, estate: Estate) -> str | None:
    """The host that a resource is on; None where that is not known."""
    return said_by_provider(resource, estate, "host")
