"""Links of the provider to Prism (C06, C07, C33), and of clusters to where images come from."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from vmgate.translate.attributes import Attributes
from vmgate.translate.certificate_checks import switches
from vmgate.translate.derivation import derive
from vmgate.translate.hosts import said_by_provider
from vmgate.translate.nutanix import defaults
from vmgate.translate.nutanix.attributes import Filled
from vmgate.translate.nutanix.resource_types import IMAGE
from vmgate.vocabulary.certificate import Pin, TrustingThing
from vmgate.vocabulary.connection import Connection, EnvironmentSwitch, Link, ManagementConnection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.model.estate import Estate
    from vmgate.model.fact import Fact
    from vmgate.model.resource import Resource

VARIABLE: Final = "NUTANIX_INSECURE"
_PLAIN: Final = ("http://", "ftp://")
_FETCHED: Final = "the image is fetched over a link that is not encrypted"


class ProviderConnection(ManagementConnection, TrustingThing):
    """From Terraform to Prism Central, which is always HTTPS."""

    kind: ClassVar[str] = ManagementConnection.kind

    @property
    def server(self) -> Fact[str | None]:
        """`endpoint`. Where it is not written, a variable tells."""
        return Attributes(self.resource).text("endpoint")

    @property
    def certificate_checks(self) -> Sequence[Fact[bool]]:
        """`insecure`, turned round."""
        return (derive(self._insecure, lambda on: not on),)

    @property
    def environment_switches(self) -> Sequence[EnvironmentSwitch]:
        """`NUTANIX_INSECURE`, where the configuration does not set the attribute."""
        own = Attributes(self.resource)
        return switches(own, "insecure", VARIABLE, lambda: self.certificate_checks)

    @property
    def pins(self) -> Sequence[Pin]:
        """`insecure`: whatever certificate Prism shows is taken."""
        return (Pin("whatever certificate Prism shows is taken, a self-signed one too", self._insecure),)

    @property
    def _insecure(self) -> Fact[bool]:
        return Attributes(self.resource).flag("insecure", default=defaults.PROVIDER_INSECURE)


class ImageConnection(Connection):
    """An image, which clusters fetch from somewhere."""

    @property
    def links(self) -> Sequence[Link]:
        """`source_uri`, or each `source.url_source`. Raises `UnknownValue`."""
        own = Filled(self.resource)
        if self.resource.type == IMAGE:
            return (Link(_FETCHED, derive(own.text("source_uri", ""), encrypted)),)
        return [Link(_FETCHED, derive(one.text("url", ""), encrypted)) for one in _urls(own)]

    @property
    def certificate_checks(self) -> Sequence[Fact[bool]]:
        """`should_allow_insecure_url`, turned round. Raises `UnknownValue`."""
        own = Filled(self.resource)
        if self.resource.type == IMAGE:
            return ()
        allowed = [one.flag("should_allow_insecure_url", default=False) for one in _urls(own)]
        return [derive(one, lambda on: not on) for one in allowed]


def encrypted(url: str) -> bool:
    """Whether an address is none of a plain protocol."""
    return not url.strip().lower().startswith(_PLAIN)


def endpoint(resource: Resource, estate: Estate) -> str | None:
    """The Prism that a resource is managed through; None where that is not known."""
    return said_by_provider(resource, estate, "endpoint")


def _urls(image: Filled) -> list[Filled]:
    return [url for source in image.blocks("source") for url in source.blocks("url_source")]
