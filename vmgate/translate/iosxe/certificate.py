"""Certificates of a switch: `iosxe_crypto_pki` (C07)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from vmgate.translate.attributes import Attributes
from vmgate.vocabulary.certificate import Pin, TrustingThing

if TYPE_CHECKING:
    from collections.abc import Sequence


class Trustpoints(TrustingThing):
    """Where the certificates of a switch come from."""

    kind: ClassVar[str] = "certificates of a switch"

    @property
    def pins(self) -> Sequence[Pin]:
        """`enrollment_selfsigned` of each trustpoint. Raises `UnknownValue` where their number is not known."""
        flaw = "the switch signs a certificate itself"
        return [
            Pin(flaw, one.flag("enrollment_selfsigned", default=False))
            for one in Attributes(self.resource).blocks("trustpoints")
        ]
