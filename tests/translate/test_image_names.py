"""What names of image files say of the systems in them."""

from __future__ import annotations

import pytest

from vmgate.model.templates import GuestSystem
from vmgate.translate.image_names import system


@pytest.mark.parametrize(
    ("name", "named"),
    [
        ("https://images.example.edu/debian-13-generic-amd64.qcow2?x=1", GuestSystem("debian", "13")),
        ("/srv/images/debian13.qcow2", GuestSystem("debian", "13")),
        ("noble-server-cloudimg-amd64.img", GuestSystem("ubuntu", "24.04")),
        ("ubuntu-24.04-server-cloudimg-amd64.img", GuestSystem("ubuntu", "24.04")),
        ("Rocky-9-GenericCloud.latest.x86_64.qcow2", GuestSystem("rocky", "9")),
        ("AlmaLinux-9-GenericCloud-9.4-20240507.x86_64.qcow2", GuestSystem("almalinux", "9")),
        ("CentOS-Stream-GenericCloud-9-latest.x86_64.qcow2", GuestSystem("centos", "9")),
        ("Fedora-Cloud-Base-40-1.14.x86_64.qcow2", GuestSystem("fedora", "40")),
        (r"C:\images\windows-server-2022.vhdx", GuestSystem("windows-server", "2022")),
    ],
)
def test_a_vendors_name_says_product_and_version(name: str, named: GuestSystem) -> None:
    """Whether it is a file, a path or an address."""
    assert system(name) == named


@pytest.mark.parametrize(
    "name", ["golden-2026-07.qcow2", "web-1.qcow2", "debian-cloud.qcow2", "debian-13x.img", "noble.img", ""]
)
def test_any_other_name_says_nothing(name: str) -> None:
    """Rather nothing than a guess."""
    assert system(name) is None
