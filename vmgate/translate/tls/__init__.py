"""hashicorp/tls, which makes keys and certificates, self-signed ones among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.translate.tls.certificates import CreatedCertificate, FetchedCertificate, SignedCertificate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource
    from vmgate.vocabulary.thing import Thing


def _certificate(resource: Resource, _estate: Estate) -> Iterable[Thing]:
    return [CreatedCertificate(resource)]


def _signed(resource: Resource, estate: Estate) -> Iterable[Thing]:
    return [SignedCertificate(resource, estate)]


def _fetched(resource: Resource, _estate: Estate) -> Iterable[Thing]:
    return [FetchedCertificate(resource)]


TRANSLATIONS: dict[tuple[str, str], Callable[[Resource, Estate], Iterable[Thing]]] = {
    ("managed", "tls_self_signed_cert"): _certificate,
    ("managed", "tls_locally_signed_cert"): _signed,
    ("data", "tls_certificate"): _fetched,
}
"""By mode and type: which function turns a resource into things."""
