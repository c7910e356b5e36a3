"""hashicorp/tls, which makes keys and certificates, self-signed ones among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.translate.tls.certificates import CreatedCertificate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource
    from vmgate.vocabulary.thing import Thing


def _certificate(resource: Resource, _estate: Estate) -> Iterable[Thing]:
    return [CreatedCertificate(resource)]


TRANSLATIONS: dict[tuple[str, str], Callable[[Resource, Estate], Iterable[Thing]]] = {
    ("managed", "tls_self_signed_cert"): _certificate,
}
"""By mode and type: which function turns a resource into things."""
