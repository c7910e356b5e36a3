"""The certificate of a cluster's Prism (C07)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from vmgate.model.fact import Fact
from vmgate.translate.attributes import Attributes
from vmgate.translate.certificate import signed_by_itself
from vmgate.vocabulary.certificate import Pin, TrustingThing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource


class PrismCertificate(TrustingThing):
    """What Prism shows to whoever connects."""

    kind: ClassVar[str] = "certificate of Prism"

    def __init__(self, resource: Resource, estate: Estate) -> None:
        super().__init__(resource)
        self._estate = estate

    @property
    def pins(self) -> Sequence[Pin]:
        """`public_certificate`. Where none is written the cluster makes one, and signs it itself."""
        path = ("public_certificate",)
        if self.resource.written(path) is False:
            own: Fact[bool] = Fact(value=True, resource=self.resource, path=path)
            return (Pin("the cluster makes its certificate, and signs it itself", own),)
        text = Attributes(self.resource).text("public_certificate", "")
        return (Pin("the certificate of Prism is self-signed", signed_by_itself(text, self._estate)),)
