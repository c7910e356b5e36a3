"""Certificates of a storage system (C07). The type is of releases whose schema is not at hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.translate.configuration import LATER, resource
from vmgate.judge import judge
from vmgate.model.estate import Estate
from vmgate.model.site import Site
from vmgate.rulebook import by_name
from vmgate.translate import things

MADE = "fail: the storage system makes its certificate, and signs it itself"


@pytest.mark.parametrize(
    "kind", ["netapp-ontap_security_certificate", "netapp-ontap_security_certificate_resource"]
)
@pytest.mark.parametrize(
    ("values", "verdict"),
    [
        ({"type": "server"}, MADE),
        ({"type": "CLIENT"}, MADE),
        ({"type": "root_ca"}, "pass"),
        ({"type": "server_ca", "public_certificate": "of an authority"}, "pass"),
        ({"type": "server", "signing_request": "of an authority"}, "pass"),
        ({"type": "server", "signing_request": LATER}, "unknown: known after apply"),
        (
            {"type": "server", "public_certificate": "none"},
            "unknown: the text is no certificate that can be read",
        ),
        ({"type": "server", "public_certificate": LATER}, "unknown: known after apply"),
        ({"type": LATER}, "unknown: known after apply"),
        ({"type": LATER, "public_certificate": "none"}, "unknown: known after apply"),
    ],
)
def test_what_a_storage_system_shows_is_signed_by_an_authority(
    kind: str, values: dict[str, Any], verdict: str
) -> None:
    """What it holds others' certificates against is none that it shows; a request is on its way to an authority."""
    rule = by_name("VMG0701")
    assert rule is not None
    given = resource(kind, common_name="store.example.edu", **values)
    judgement = judge(things(Estate([given])), [rule], Site(date(2026, 11, 23)))
    (told,) = [f"{one.verdict.value}: {one.reason or one.message}" for one in judgement.findings] or ["pass"]
    assert told == verdict
