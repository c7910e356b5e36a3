"""Certificates of a storage system: `…security_certificate` (C07)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from vmgate.translate.attributes import Attributes
from vmgate.translate.certificate import signed_by_itself
from vmgate.translate.derivation import derive
from vmgate.vocabulary.certificate import Pin, TrustingThing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource

_SHOWN: Final = ("server", "client")
"""Types of certificates that are shown to others; those of authorities are what others are checked against."""


class SecurityCertificate(TrustingThing):
    """One certificate that is installed, or made where none is given."""

    kind: ClassVar[str] = "certificate of a storage system"

    def __init__(self, resource: Resource, estate: Estate) -> None:
        super().__init__(resource)
        self._estate = estate

    @property
    def pins(self) -> Sequence[Pin]:
        """`public_certificate`; without one the system signs it with its own key, unless it asks for a signature."""
        own = Attributes(self.resource)
        kind = own.text("type", "")
        if kind.known and kind.value.lower() not in _SHOWN:
            return ()
        if self.resource.written(("public_certificate",)) is False:
            asks = own.text("signing_request")
            made = derive(kind if asks.known else asks, lambda _: not asks.value)
            return (Pin("the storage system makes its certificate, and signs it itself", made),)
        signed = signed_by_itself(own.text("public_certificate", ""), self._estate)
        found = signed if kind.known else derive(kind, bool)
        return (Pin("the certificate of the storage system is self-signed", found),)
