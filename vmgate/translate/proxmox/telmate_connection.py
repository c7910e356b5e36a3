"""The link of Telmate's provider to the Proxmox API (C06, C07, C33), and what nodes download."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from vmgate.translate.attributes import Attributes
from vmgate.translate.certificate_checks import checks, switches
from vmgate.translate.derivation import derive
from vmgate.translate.hosts import named_host
from vmgate.translate.proxmox import telmate_defaults
from vmgate.vocabulary.certificate import Pin, TrustingThing
from vmgate.vocabulary.connection import Connection, EnvironmentSwitch, Link, ManagementConnection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.model.estate import Estate
    from vmgate.model.fact import Fact
    from vmgate.model.resource import Resource

TELMATE_VARIABLE: Final = "PM_TLS_INSECURE"
_PLAIN: Final = ("http://", "ftp://")


class TelmateConnection(ManagementConnection, TrustingThing):
    """From Terraform to the Proxmox API."""

    kind: ClassVar[str] = ManagementConnection.kind

    def __init__(self, resource: Resource, estate: Estate) -> None:
        super().__init__(resource)
        self._estate = estate

    @property
    def server(self) -> Fact[str | None]:
        """The host of `pm_api_url`."""
        return derive(Attributes(self.resource).text("pm_api_url"), named_host)

    @property
    def certificate_checks(self) -> Sequence[Fact[bool]]:
        """`pm_tls_insecure`, turned round; nobody is behind a plain link."""
        return checks(
            self._insecure, derive(Attributes(self.resource).text("pm_api_url", ""), _encrypted), "plain HTTP"
        )

    @property
    def environment_switches(self) -> Sequence[EnvironmentSwitch]:
        """`PM_TLS_INSECURE`, where the configuration does not set the attribute."""
        own = Attributes(self.resource)
        return switches(own, "pm_tls_insecure", TELMATE_VARIABLE, lambda: self.certificate_checks)

    @property
    def links(self) -> Sequence[Link]:
        """`pm_api_url`."""
        url = Attributes(self.resource).text("pm_api_url", "")
        return (Link("the link to the Proxmox API is not encrypted", derive(url, _encrypted)),)

    @property
    def pins(self) -> Sequence[Pin]:
        """`pm_tls_insecure`: whatever certificate the server shows is taken."""
        return (Pin("whatever certificate Proxmox shows is taken, a self-signed one too", self._insecure),)

    @property
    def _insecure(self) -> Fact[bool]:
        default = telmate_defaults.insecure(self._estate)
        return Attributes(self.resource).flag("pm_tls_insecure", default=default)


class IsoConnection(Connection):
    """An ISO image, which a node downloads from somewhere."""

    @property
    def links(self) -> Sequence[Link]:
        """`url`."""
        url = Attributes(self.resource).text("url", "")
        return (Link("the ISO image is fetched over a link that is not encrypted", derive(url, _encrypted)),)


def _encrypted(url: str) -> bool:
    return not url.strip().lower().startswith(_PLAIN)
