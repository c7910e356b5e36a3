"""Certificates that no authority has signed (C07)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from msgspec import Struct

from vmgate.vocabulary.thing import Thing, not_expressible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.model.fact import Fact


class Pin(Struct, frozen=True):
    """One certificate that is trusted without an authority. `how` reads "the host is trusted by its thumbprint"."""

    how: str
    trusted: Fact[bool]


class TrustingThing(Thing):
    """Something that decides itself which certificate it trusts."""

    kind: ClassVar[str] = "trust in certificates"

    @property
    def pins(self) -> Sequence[Pin]:
        """The certificates that may be trusted without an authority, whether they are or not."""
        not_expressible("trust in single certificates")


class SelfSignedCertificate(Thing):
    """A self-signed certificate that the configuration creates."""

    kind: ClassVar[str] = "self-signed certificate"

    @property
    def common_name(self) -> Fact[str | None]:
        """The common name of its subject; None without one."""
        not_expressible("the subject of a certificate")

    @property
    def is_authority(self) -> Fact[bool]:
        """Whether it may sign others: the root of a private CA."""
        not_expressible("the use of a certificate")
