"""Certificates of the nodes, and the authorities that they get them from (C07)."""

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

STAGING: Final = "staging"
"""In the URL of a directory that an authority keeps for tests. Nobody trusts what it signs."""


class NodeCertificate(TrustingThing):
    """A certificate that is put on a node."""

    kind: ClassVar[str] = "certificate of a node"

    def __init__(self, resource: Resource, estate: Estate) -> None:
        super().__init__(resource)
        self._estate = estate

    @property
    def pins(self) -> Sequence[Pin]:
        """`certificate`: issued by itself, or made by a resource that signs with the certificate's own key."""
        own = Attributes(self.resource).text("certificate", "")
        return (Pin("the node's certificate is self-signed", signed_by_itself(own, self._estate)),)


class AcmeAccount(TrustingThing):
    """An account with an authority that signs certificates of nodes."""

    kind: ClassVar[str] = "account with an authority"

    @property
    def pins(self) -> Sequence[Pin]:
        """`directory`, which is the one of Let's Encrypt where it is not written."""
        directory = Attributes(self.resource).text("directory", "")
        flaw = "certificates come from an authority's directory for tests, which nobody trusts"
        return (Pin(flaw, derive(directory, lambda url: STAGING in url.lower())),)
