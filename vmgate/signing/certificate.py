"""X.509 certificates: who issued one."""

from __future__ import annotations

from cryptography.x509 import load_pem_x509_certificate


def issued_by_itself(pem: str) -> bool:
    """Whether issuer and subject of a certificate are one. Raises `ValueError` for a text that is none."""
    certificate = load_pem_x509_certificate(pem.encode())
    return certificate.issuer == certificate.subject
