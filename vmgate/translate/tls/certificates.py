"""Certificates: `tls_self_signed_cert`, `tls_locally_signed_cert`, and those that `data.tls_certificate` fetches."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from vmgate.model.fact import Fact
from vmgate.model.value import Unknown
from vmgate.translate.attributes import Attributes
from vmgate.translate.derivation import derive
from vmgate.vocabulary.certificate import Pin, SelfSignedCertificate, TrustingThing
from vmgate.vocabulary.connection import Connection, Link
from vmgate.vocabulary.thing import not_expressible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource
    from vmgate.model.value import Path

SELF_SIGNED: Final = "tls_self_signed_cert"
REQUEST: Final = "tls_cert_request"
KEY: Final = "tls_private_key"

VERIFY_CHAIN: Final = True
"""Of `verify_chain`."""


class CreatedCertificate(SelfSignedCertificate):
    """A certificate that is signed with its own key."""

    @property
    def common_name(self) -> Fact[str | None]:
        """`subject.common_name`."""
        subject = Attributes(self.resource).raw("subject")
        if isinstance(subject, Unknown):
            return Fact(subject, self.resource, ("subject",))
        block = Attributes(self.resource).block("subject")
        return Fact(None, self.resource, ("subject",)) if block is None else block.text("common_name")

    @property
    def is_authority(self) -> Fact[bool]:
        """`is_ca_certificate`, false unless set."""
        return Attributes(self.resource).flag("is_ca_certificate", default=False)


class SignedCertificate(TrustingThing):
    """A certificate that is signed with another certificate's key, as far as it is another's."""

    kind: ClassVar[str] = "signed certificate"

    def __init__(self, resource: Resource, estate: Estate) -> None:
        super().__init__(resource)
        self._estate = estate

    @property
    def pins(self) -> Sequence[Pin]:
        """The same key on both sides, and a signing certificate that is none of an authority.

        Keys and certificates that are not made in the configuration are told apart by nothing: they pass.
        """
        return (
            Pin("the certificate is signed with its own key", self._own_key()),
            Pin(
                "the certificate is signed by one that is self-signed and no authority's",
                self._no_authority(),
            ),
        )

    def _own_key(self) -> Fact[bool]:
        signing = self._made(self.resource, ("ca_private_key_pem",), KEY)
        own = [
            key
            for request in self._made(self.resource, ("cert_request_pem",), REQUEST)
            for key in self._made(request, ("private_key_pem",), KEY)
        ]
        same = bool(signing) and bool(own) and all(one is other for one in signing for other in own)
        return Fact(same, self.resource, ("ca_private_key_pem",))

    def _no_authority(self) -> Fact[bool]:
        for made in self._made(self.resource, ("ca_cert_pem",), SELF_SIGNED):
            authority = CreatedCertificate(made).is_authority
            found = derive(authority, lambda on: not on)
            if not found.known or found.value:
                return found
        return Fact(value=False, resource=self.resource, path=("ca_cert_pem",))

    def _made(self, by: Resource, path: Path, type_: str) -> list[Resource]:
        found = [one for reference in by.references(path) for one in self._estate.at(reference)]
        return [one for one in found if one.type == type_]


class FetchedCertificate(Connection):
    """A server that is asked for its certificates, which are then trusted for what they are."""

    @property
    def certificate_checks(self) -> Sequence[Fact[bool]]:
        """`verify_chain`. Raises `NotExpressible` where a text is read and nothing fetched."""
        own = Attributes(self.resource)
        url = own.text("url")
        if url.known and url.value is None:
            not_expressible("a connection to read a text")
        verified = own.flag("verify_chain", default=VERIFY_CHAIN)
        return (verified if url.known else derive(url, lambda _: True),)

    @property
    def links(self) -> Sequence[Link]:
        """`url`, which is `https` or `tls`. Raises `NotExpressible` where nothing is fetched."""
        url = Attributes(self.resource).text("url")
        if url.known and url.value is None:
            not_expressible("a connection to read a text")
        encrypted = derive(url, lambda text: not (text or "").lower().startswith("http://"))
        return (Link("certificates are fetched over a link that is not encrypted", encrypted),)
