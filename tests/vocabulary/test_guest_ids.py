"""What vSphere's guest ids say of the system inside."""

from __future__ import annotations

from datetime import date

import pytest

from vmgate.model.site import Site
from vmgate.model.templates import GuestSystem
from vmgate.settings.support import read_support
from vmgate.translate.vmware_guest_ids import systems
from vmgate.vocabulary.lifecycle import support

SITE = Site(date(2026, 11, 23), support=read_support())


@pytest.mark.parametrize(
    ("guest_id", "meant"),
    [
        ("debian12_64Guest", "debian 12"),
        ("debian7Guest", "debian 7"),
        ("rhel10_64Guest", "rhel 10"),
        ("centos7Guest", "centos 7"),
        ("centos9_64Guest", "centos-stream 9"),
        ("oracleLinux8_64Guest", "oracle-linux 8"),
        ("sles12_64Guest", "sles 12"),
        ("winXPPro64Guest", "windows XP"),
        ("windows9_64Guest", "windows 10"),
        ("winNetEnterprise64Guest", "windows-server 2003"),
        ("winLonghorn64Guest", "windows-server 2008"),
        ("windows7Server64Guest", "windows-server 2008 R2"),
        ("windows9Server64Guest", "windows-server 2016"),
        ("windows2019srv_64Guest", "windows-server 2019"),
        ("windows2019srvNext_64Guest", "windows-server 2022"),
        ("windows2022srvNext_64Guest", "windows-server 2025"),
        ("vmkernel7Guest", "esxi 7"),
        ("dosGuest", "dos"),
        ("netware5Guest", "netware 5.1"),
        ("darwin19_64Guest", "macos 10.15"),
    ],
)
def test_an_exact_id_is_one_system(guest_id: str, meant: str) -> None:
    """Product and version are those that vSphere's API documents, not those that the id looks like."""
    found = systems(guest_id)
    assert found is not None
    assert [str(system) for system in found] == [meant]


@pytest.mark.parametrize(
    "guest_id", ["ubuntu64Guest", "ubuntuGuest", "rockylinux_64Guest", "vmwarePhoton64Guest"]
)
def test_a_familys_id_has_no_version(guest_id: str) -> None:
    """One id for all releases says the product, and no more: how long it is supported is unknown."""
    found = systems(guest_id)
    assert found is not None
    assert [system.version for system in found] == [None]
    assert support(found[0], SITE) is None


def test_an_id_of_several_systems_has_them_all() -> None:
    """Windows Server 2012 and 2012 R2 share an id, and both are out of free support."""
    assert systems("windows8Server64Guest") == (
        GuestSystem("windows-server", "2012"),
        GuestSystem("windows-server", "2012 R2"),
    )
    assert systems("centos8_64Guest") == (GuestSystem("centos", "8"), GuestSystem("centos-stream", "8"))


@pytest.mark.parametrize(
    "guest_id",
    [
        "otherGuest",
        "otherGuest64",
        "genericLinuxGuest",
        "otherLinux64Guest",
        "other5xLinux64Guest",
        "other26xLinuxGuest",
    ],
)
def test_a_generic_id_says_nothing(guest_id: str) -> None:
    """A generic id is known, and is no system."""
    assert systems(guest_id) == ()


@pytest.mark.parametrize("guest_id", ["", "debian99_64Guest", "DEBIAN12_64GUEST", "l26", "debian12_64Guest "])
def test_another_id_is_not_guessed_at(guest_id: str) -> None:
    """What vSphere does not have, letter for letter, is not taken for something near."""
    assert systems(guest_id) is None


@pytest.mark.parametrize(
    "release", ["debian8", "debian12", "rhel6", "rhel7", "centos7", "oracleLinux7", "sles12", "freebsd14"]
)
def test_both_widths_are_the_same_system(release: str) -> None:
    """The id for 32 bits means what that for 64 bits means."""
    assert systems(f"{release}Guest") == systems(f"{release}_64Guest") != None  # noqa: E711  - both are there, and the same


@pytest.mark.parametrize(
    ("guest_id", "last"),
    [
        ("debian12_64Guest", date(2026, 7, 11)),
        ("rhel7_64Guest", date(2024, 6, 30)),
        ("windows9Server64Guest", date(2027, 1, 12)),
        ("windows2022srvNext_64Guest", date(2034, 10, 10)),
        ("sles16_64Guest", date(2027, 11, 30)),
        ("freebsd13_64Guest", date(2026, 4, 30)),
        ("vmkernel8Guest", date(2027, 10, 11)),
    ],
)
def test_products_are_those_of_the_support_table(guest_id: str, last: date) -> None:
    """What an exact id means is found in the table of support, with the last day that is still supported."""
    found = systems(guest_id)
    assert found is not None
    ends = support(found[0], SITE)
    assert ends is not None
    assert ends.vendor == last
