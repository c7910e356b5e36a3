"""The links of the provider to hypervisors (C06, C07, C33), and of hypervisors to where images come from."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from vmgate.model.fact import Fact
from vmgate.model.value import Reference, Unknown
from vmgate.translate.attributes import Attributes
from vmgate.translate.facts import derive
from vmgate.translate.libvirt import defaults
from vmgate.translate.libvirt.generation import provider_of_blocks
from vmgate.translate.libvirt.uri import HypervisorUri, parse
from vmgate.vocabulary.certificate import Pin, TrustingThing
from vmgate.vocabulary.connection import Connection, Link, ManagementConnection
from vmgate.vocabulary.thing import not_expressible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource

VARIABLE: Final = "LIBVIRT_DEFAULT_URI"
_PLAIN = ("http://", "ftp://", "tftp://")


class ProviderConnection(ManagementConnection, TrustingThing):
    """From Terraform to one hypervisor. A local socket is no link over a network."""

    kind: ClassVar[str] = ManagementConnection.kind

    def __init__(self, resource: Resource, estate: Estate) -> None:
        super().__init__(resource)
        self._estate = estate

    @property
    def server(self) -> Fact[str | None]:
        """The host of the URI."""
        uri = self._uri()
        if uri.known and uri.value.local:
            not_expressible("a server: the hypervisor is where Terraform runs")
        return derive(uri, lambda known: known.host or None)

    @property
    def certificate_checks(self) -> Sequence[Fact[bool]]:
        """Whether host key or certificate are verified. Nobody is behind a plain TCP link."""
        uri = self._uri()
        if uri.known and uri.value.local:
            return ()
        if not uri.known:
            return (derive(uri, lambda _: True),)
        note = "plain TCP" if uri.value.plain else uri.value.unverified
        return (Fact(not note, uri.resource, uri.path, note),)

    @property
    def links(self) -> Sequence[Link]:
        """Whether the link is encrypted."""
        return (
            Link("the link to the hypervisor is not encrypted", derive(self._uri(), lambda u: not u.plain)),
        )

    @property
    def pins(self) -> Sequence[Pin]:
        """`no_verify` of a TLS link; keys of SSH are no certificates."""
        trusted = derive(self._uri(), lambda uri: uri.transport == "tls" and bool(uri.unverified))
        return (Pin("whatever certificate the hypervisor shows is taken, a self-signed one too", trusted),)

    def _uri(self) -> Fact[HypervisorUri]:
        return hypervisor(self.resource, self._estate)


def hypervisor(provider: Resource, estate: Estate) -> Fact[HypervisorUri]:
    """What a provider configuration connects to. Where none is written, 0.9 takes the local one."""
    of_blocks = provider_of_blocks(estate, provider.provider)
    text = Attributes(provider).text("uri")
    if text.known and text.value is None:
        if of_blocks:
            return Fact(Unknown(f"the URI is left to {VARIABLE}"), provider, ("uri",))
        text = Fact(defaults.PROVIDER_URI, provider, ("uri",), "provider default")

    def known(uri: str | None) -> HypervisorUri | Unknown:
        return parse(uri or "", of_blocks=of_blocks) or Unknown("it is no URI of a hypervisor")

    return derive(text, known)


def endpoint(resource: Resource, estate: Estate) -> str | None:
    """The host of the hypervisor that a resource is on; None where that is not known."""
    block = resource.provider_block
    if block is None:
        return None
    found = estate.kept(_endpoints)
    if block not in found:
        uris = [hypervisor(provider, estate) for provider in estate.at(Reference(block))[:1]]
        found[block] = next((uri.value.host or None for uri in uris if uri.known), None)
    return found[block]


def _endpoints(_estate: Estate) -> dict[str, str | None]:
    return {}


class VolumeConnection(Connection):
    """A volume, which the provider fills from an address if it has one. There is one for each machine at least."""

    repeats: ClassVar[bool] = True

    @property
    def links(self) -> Sequence[Link]:
        """`source` up to 0.8, `create.content.url` since."""
        return tuple(
            Link("the image is fetched over a link that is not encrypted", encrypted(url))
            for url in image_urls(self.resource)
        )


def image_urls(volume: Resource) -> list[Fact[str | None]]:
    """What a volume is filled from, in whichever generation; empty where it is not. Raises `UnknownValue`."""
    attributes = Attributes(volume)
    source = attributes.text("source")
    if not source.known or source.value:
        return [source]
    create = attributes.block("create")
    content = create.block("content") if create is not None else None
    if content is None:
        return []
    return [content.text("url")]


def encrypted(url: Fact[str | None]) -> Fact[bool]:
    """Whether an address is none of a plain protocol; a path is none."""
    return derive(url, lambda known: not (known or "").strip().lower().startswith(_PLAIN))
