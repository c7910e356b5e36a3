"""Certificates that are made by hashicorp/tls."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vmgate.model.estate import Estate
from vmgate.model.fact import UnknownValue
from vmgate.model.resource import Resource
from vmgate.model.value import Unknown
from vmgate.translate import things
from vmgate.vocabulary.certificate import SelfSignedCertificate

if TYPE_CHECKING:
    from vmgate.model.value import Value


def certificate(**values: Value) -> SelfSignedCertificate:
    """The certificate that a resource makes."""
    resource = Resource(
        address="tls_self_signed_cert.a", mode="managed", type="tls_self_signed_cert", name="a", values=values
    )
    (made,) = things(Estate([resource]))
    assert isinstance(made, SelfSignedCertificate)
    return made


def test_a_certificate_has_its_subjects_name() -> None:
    """None without a subject, and unknown with an unknown one."""
    assert certificate(subject=[{"common_name": "Root CA"}]).common_name.value == "Root CA"
    assert certificate().common_name.value is None
    unknowns: tuple[Value, ...] = (Unknown("later"), [{"common_name": Unknown("later")}])
    for unknown in unknowns:
        with pytest.raises(UnknownValue):
            str(certificate(subject=unknown).common_name.value)


def test_a_certificate_is_an_authority_only_if_it_says_so() -> None:
    """As the provider has it."""
    assert certificate(is_ca_certificate=True).is_authority.value is True
    assert certificate().is_authority.value is False
