"""The provider's links to Keystone and the other services (C06, C07, C33), and where images come from."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from vmgate.model.fact import Fact, UnknownValue
from vmgate.model.value import Unknown
from vmgate.translate.attributes import Attributes
from vmgate.translate.certificate_checks import checks, switches
from vmgate.translate.derivation import derive
from vmgate.translate.hosts import host_of_provider, named_host
from vmgate.vocabulary.certificate import Pin, TrustingThing
from vmgate.vocabulary.connection import Connection, EnvironmentSwitch, Link, ManagementConnection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource

VARIABLE: Final = "OS_INSECURE"
_PLAIN: Final = "the link to OpenStack is not encrypted"


class ProviderConnection(ManagementConnection, TrustingThing):
    """From Terraform to OpenStack's services. What Keystone's catalogue says of them does not show here."""

    kind: ClassVar[str] = ManagementConnection.kind

    @property
    def server(self) -> Fact[str | None]:
        """The host of `auth_url`. Where it is not written, a variable or a file tells."""
        return derive(Attributes(self.resource).text("auth_url"), named_host)

    @property
    def certificate_checks(self) -> Sequence[Fact[bool]]:
        """`insecure`, turned round; nobody is behind a plain link."""
        return checks(
            self._insecure, derive(Attributes(self.resource).text("auth_url"), encrypted), "plain HTTP"
        )

    @property
    def environment_switches(self) -> Sequence[EnvironmentSwitch]:
        """`OS_INSECURE`, where the configuration does not set the attribute."""
        own = Attributes(self.resource)
        return switches(own, "insecure", VARIABLE, lambda: self.certificate_checks)

    @property
    def links(self) -> Sequence[Link]:
        """`auth_url`, and each of `endpoint_overrides`."""
        own = Attributes(self.resource)
        found = [Link(_PLAIN, derive(own.text("auth_url"), encrypted))]
        try:
            overrides = own.entries("endpoint_overrides", lambda _: True)
        except UnknownValue as missing:
            doubt: Fact[bool] = Fact(Unknown(missing.reason), self.resource, missing.path)
            return (*found, Link(_PLAIN, doubt))
        return (*found, *(Link(_PLAIN, derive(url, encrypted)) for _, url in overrides))

    @property
    def pins(self) -> Sequence[Pin]:
        """`insecure`: whatever certificate a service shows is taken."""
        flaw = "whatever certificate OpenStack shows is taken, a self-signed one too"
        return (Pin(flaw, self._insecure),)

    @property
    def _insecure(self) -> Fact[bool]:
        return Attributes(self.resource).flag("insecure", default=False)


class ImageConnection(Connection):
    """An image, which the provider or the server fetches from somewhere."""

    @property
    def links(self) -> Sequence[Link]:
        """`image_source_url`."""
        flaw = "the image is fetched over a link that is not encrypted"
        return (Link(flaw, derive(Attributes(self.resource).text("image_source_url"), encrypted)),)


def encrypted(url: str | None) -> bool:
    """Whether an address is none of a plain protocol."""
    return not (url or "").strip().lower().startswith(("http://", "ftp://"))


def endpoint(resource: Resource, estate: Estate) -> str | None:
    """The Keystone that a resource is managed through; None where that is not known."""
    return host_of_provider(resource, estate, "auth_url")
