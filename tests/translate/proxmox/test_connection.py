"""What Terraform and the nodes connect to without verifying who answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.translate.proxmox.build import LATER, known, planned, provider, resource, thing
from vmgate.model.estate import Estate
from vmgate.model.value import Unknown
from vmgate.translate.proxmox import TRANSLATIONS
from vmgate.translate.proxmox.telmate_connection import TelmateConnection
from vmgate.vocabulary.connection import Connection

if TYPE_CHECKING:
    from vmgate.model.resource import Resource

DOWNLOAD = "proxmox_download_file"
FILE = "proxmox_virtual_environment_file"


def test_the_planned_provider_does_not_verify() -> None:
    """`insecure = true` in the real plan is a connection without a certificate check."""
    (check,) = planned(Connection, "provider.proxmox").certificate_checks
    assert check.value is False
    assert check.path == ("insecure",)


def test_a_provider_that_says_nothing_verifies() -> None:
    """The provider's default is to verify."""
    (check,) = thing(Connection, provider(endpoint="https://pve.example.edu:8006/")).certificate_checks
    assert check.value is True
    assert check.note == "provider default"


def test_an_unknown_insecure_is_not_known_to_verify() -> None:
    """A variable without a value decides nothing."""
    (check,) = thing(
        Connection, provider(insecure=Unknown("required variable x has no value"))
    ).certificate_checks
    assert known(check) == "unknown: required variable x has no value"


@pytest.mark.parametrize(
    "own",
    [provider(source="registry.terraform.io/Telmate/proxmox"), provider(pm_api_url="https://pve:8006/")],
)
def test_another_provider_of_the_same_name_is_read_by_its_own_attributes(own: Resource) -> None:
    """Telmate's provider is called proxmox, too, and has other attributes."""
    (connection,) = TRANSLATIONS["provider", "proxmox"](own, Estate([]))
    assert isinstance(connection, TelmateConnection)


def test_the_planned_download_verifies() -> None:
    """The default of `verify` is in the real plan."""
    (check,) = planned(Connection, "proxmox_virtual_environment_download_file.debian").certificate_checks
    assert check.value is True


@pytest.mark.parametrize(
    ("url", "verify", "verified"),
    [
        ("https://cloud.example.edu/debian.qcow2", False, False),
        ("https://cloud.example.edu/debian.qcow2", None, True),
        ("http://cloud.example.edu/debian.qcow2", True, False),
    ],
)
def test_a_download_verifies_unless_told_not_to_or_unencrypted(
    url: str,
    verify: bool | None,
    verified: bool,
) -> None:
    """A URL without TLS has no certificate to verify, whatever `verify` says."""
    (check,) = thing(Connection, resource(DOWNLOAD, url=url, verify=verify)).certificate_checks
    assert check.value is verified


@pytest.mark.parametrize(
    ("source", "verified"),
    [
        ({"path": "https://cloud.example.edu/a.iso"}, [True]),
        ({"path": "https://cloud.example.edu/a.iso", "insecure": True}, [False]),
        ({"path": "http://cloud.example.edu/a.iso"}, [False]),
        ({"path": "images/a.iso", "insecure": True}, []),
        ({"path": LATER}, ["unknown: known after apply"]),
    ],
)
def test_an_upload_is_a_connection_where_its_source_is_one(
    source: dict[str, object], verified: list[object]
) -> None:
    """A local file needs no connection; one whose path is not known may."""
    file = resource(FILE, source_file=[source])
    assert [known(check) for check in thing(Connection, file).certificate_checks] == verified
