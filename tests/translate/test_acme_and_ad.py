"""Authorities that sign certificates and domain controllers, whose providers' schemas are not at hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.translate.configuration import LATER
from vmgate.judge import judge
from vmgate.model.estate import Estate
from vmgate.model.resource import Resource
from vmgate.model.site import Site
from vmgate.rulebook import by_name
from vmgate.translate import things


def told(rule: str, name: str, values: dict[str, Any]) -> str:
    """What a rule says of a provider configuration: pass, silent, or the verdict."""
    block = Resource(address=f"provider.{name}", mode="provider", type=name, name=name, values=values)
    asked = by_name(rule)
    assert asked is not None
    judgement = judge(things(Estate([block])), [asked], Site(date(2026, 11, 23)))
    return (
        judgement.findings[0].verdict.value
        if judgement.findings
        else "pass"
        if judgement.passed
        else "silent"
    )


@pytest.mark.parametrize(
    ("url", "trust", "link"),
    [
        ("https://acme-v02.api.letsencrypt.org/directory", "pass", "pass"),
        ("https://acme-staging-v02.api.letsencrypt.org/directory", "fail", "pass"),
        ("http://ca.example.edu/acme/directory", "pass", "fail"),
        (LATER, "unknown", "unknown"),
    ],
)
def test_an_authority_for_tests_is_none(url: Any, trust: str, link: str) -> None:
    """What it signs is trusted by nobody, like a self-signed certificate."""
    assert told("self_signed_certificate", "acme", {"server_url": url}) == trust
    assert told("unencrypted_endpoint", "acme", {"server_url": url}) == link


@pytest.mark.parametrize(
    ("values", "verified", "encrypted", "trust"),
    [
        ({}, "fail", "fail", "pass"),
        ({"winrm_proto": "http"}, "fail", "fail", "pass"),
        ({"winrm_proto": "https"}, "pass", "pass", "pass"),
        ({"winrm_proto": "https", "winrm_insecure": True}, "fail", "pass", "fail"),
        ({"winrm_proto": LATER}, "unknown", "unknown", "pass"),
        ({"winrm_proto": LATER, "winrm_insecure": True}, "fail", "unknown", "fail"),
        ({"winrm_proto": "https", "winrm_insecure": LATER}, "unknown", "pass", "unknown"),
    ],
)
def test_a_domain_controller_is_asked_in_clear_unless_it_is_written(
    values: dict[str, Any], verified: str, encrypted: str, trust: str
) -> None:
    """The provider's default is plain HTTP."""
    assert told("tls_not_verified", "ad", values) == verified
    assert told("unencrypted_endpoint", "ad", values) == encrypted
    assert told("self_signed_certificate", "ad", values) == trust
