"""The provider's link to a host (C06, C07, C33): SSH, and `ovftool` over HTTPS. It verifies neither's far end.

Read in its source: host keys are accepted whatever they are, and ovftool is called with `--noSSLVerify`. No attribute
changes that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from vmgate.model.fact import Fact
from vmgate.translate.attributes import Attributes
from vmgate.translate.derivation import derive
from vmgate.translate.hosts import said_by_provider
from vmgate.vocabulary.certificate import Pin, TrustingThing
from vmgate.vocabulary.connection import Link, ManagementConnection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource

NEVER: Final = "this provider never does"
_HOST = ("esxi_hostname",)
_PLAIN = ("http://", "ftp://")


class ProviderConnection(ManagementConnection, TrustingThing):
    """From Terraform to one host."""

    kind: ClassVar[str] = ManagementConnection.kind

    @property
    def server(self) -> Fact[str | None]:
        """`esxi_hostname`."""
        return Attributes(self.resource).text("esxi_hostname")

    @property
    def certificate_checks(self) -> Sequence[Fact[bool]]:
        """Never."""
        return (Fact(value=False, resource=self.resource, path=_HOST, note=NEVER),)

    @property
    def pins(self) -> Sequence[Pin]:
        """Whatever certificate the host shows."""
        flaw = "whatever certificate the host shows is taken, a self-signed one too"
        return (Pin(flaw, Fact(value=True, resource=self.resource, path=_HOST)),)


def ovf_link(guest: Attributes) -> Link:
    """`ovf_source`; a path is no address."""
    source = guest.text("ovf_source", "")
    encrypted = derive(source, lambda url: not url.strip().lower().startswith(_PLAIN))
    return Link("the OVF is fetched over a link that is not encrypted", encrypted)


def endpoint(resource: Resource, estate: Estate) -> str | None:
    """The host that a resource is on; None where that is not known."""
    return said_by_provider(resource, estate, "esxi_hostname")
