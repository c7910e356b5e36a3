"""Certificates that are put on something: whether one is signed with its own key (C07)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vmgate.model.fact import Fact
from vmgate.model.value import Unknown
from vmgate.translate.derivation import derive

if TYPE_CHECKING:
    from vmgate.model.estate import Estate

SIGNED: Final = {
    "tls_self_signed_cert": True,
    "tls_locally_signed_cert": False,
    "acme_certificate": False,
}
"""Resources that make a certificate, and whether it is signed with its own key."""


def signed_by_itself(text: Fact[str], estate: Estate) -> Fact[bool]:
    """Of a certificate in PEM that is known, by its issuer; of one that is made here, by the resource that makes it."""
    if text.known:
        return derive(text, _issued_by_itself)
    makers = {
        SIGNED.get(made.type)
        for reference in text.resource.references(text.path)
        for made in estate.at(reference)
    }
    known = makers.pop() if len(makers) == 1 else None
    return derive(text, bool) if known is None else Fact(known, text.resource, text.path)


def _issued_by_itself(text: str) -> bool | Unknown:
    from vmgate.signing.certificate import issued_by_itself  # noqa: PLC0415  - of configurations with one only

    try:
        return issued_by_itself(text)
    except ValueError:
        return Unknown("the text is no certificate that can be read")
