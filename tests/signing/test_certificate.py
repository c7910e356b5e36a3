"""Who issued a certificate."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from hypothesis import given
from hypothesis import strategies as st

from vmgate.signing.certificate import issued_by_itself


def _certificate(subject: str, issuer: str) -> str:
    key = ec.generate_private_key(ec.SECP256R1())
    names = [x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]) for name in (subject, issuer)]
    begin = datetime(2026, 1, 1, tzinfo=UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(names[0])
        .issuer_name(names[1])
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(begin)
        .not_valid_after(begin + timedelta(days=90))
        .sign(key, hashes.SHA256())
    )
    return made.public_bytes(serialization.Encoding.PEM).decode()


def test_a_certificate_whose_issuer_is_its_subject_is_issued_by_itself() -> None:
    """One that another has issued is not, and what follows in a chain does not count."""
    own, other = _certificate("pve1", "pve1"), _certificate("pve1", "Campus CA")
    assert issued_by_itself(own)
    assert not issued_by_itself(other)
    assert not issued_by_itself(other + own)


@given(st.text())
def test_a_text_that_is_none_is_told_from_one(text: str) -> None:
    """Whatever it is, nothing else than `ValueError` comes of it."""
    with pytest.raises(ValueError, match="PEM"):
        issued_by_itself(text)
