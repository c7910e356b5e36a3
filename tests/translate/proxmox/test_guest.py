"""What a configuration says of the operating system inside."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.translate.proxmox.build import CONTAINER, LATER, MACHINE, copy_of, known, planned, resource, thing
from vmgate.vocabulary.machine import VirtualMachine

if TYPE_CHECKING:
    from vmgate.model.resource import Resource


def named(own: Resource, *others: Resource) -> list[str] | str:
    """The systems that it may be."""
    systems = known(thing(VirtualMachine, own, *others).guest.systems)
    return systems if isinstance(systems, str) else [str(system) for system in systems]


def test_a_planned_windows_is_one_of_three() -> None:
    """`win10` in the real plan covers two servers besides."""
    guest = planned(VirtualMachine, f"{MACHINE}.scratch").guest
    assert guest.identifier.value == "win10"
    assert [str(s) for s in guest.systems.value] == [
        "windows 10",
        "windows-server 2016",
        "windows-server 2019",
    ]


def test_a_planned_container_is_known_by_its_template_file() -> None:
    """Product and version from the name of the file."""
    (system,) = planned(VirtualMachine, f"{CONTAINER}.tool").guest.systems.value
    assert str(system) == "debian 13"


@pytest.mark.parametrize(
    ("kind", "systems"),
    [
        ("l26", []),
        ("other", []),
        ("l24", ["linux 2.4"]),
        ("solaris", ["solaris"]),
        ("wxp", ["windows XP"]),
        ("w2k3", ["windows-server 2003"]),
        ("win7", ["windows 7", "windows-server 2008 R2"]),
        ("win11", ["windows 11", "windows-server 2022", "windows-server 2025"]),
        ("win99", 'unknown: "win99" is no operating system type that is known here'),
        (LATER, "unknown: known after apply"),
    ],
)
def test_a_type_means_its_systems(kind: object, systems: object) -> None:
    """None for the generic ones; a type that is not known says nothing."""
    assert named(resource(MACHINE, operating_system=[{"type": kind}])) == systems


def test_without_a_type_a_new_machine_is_anything() -> None:
    """The provider's default is generic."""
    guest = thing(VirtualMachine, resource(MACHINE)).guest
    assert guest.identifier.value == "other"
    assert guest.systems.value == ()


def test_a_clone_has_its_templates_system() -> None:
    """Of which the configuration says nothing."""
    guest = thing(VirtualMachine, resource(MACHINE, clone=[{"vm_id": 9000}])).guest
    assert guest.identifier.value is None
    assert guest.systems.value == ()


@pytest.mark.parametrize(
    ("file", "kind", "systems"),
    [
        ("local:vztmpl/ubuntu-24.04-standard_24.04-2_amd64.tar.zst", "ubuntu", ["ubuntu 24.04"]),
        ("local:vztmpl/alpine-3.22-default_20250617_amd64.tar.xz", "alpine", ["alpine 3.22"]),
        ("local:vztmpl/almalinux-9-default_20240911_amd64.tar.xz", "centos", ["almalinux 9"]),
        ("local:vztmpl/rockylinux-9-default_20240912_amd64.tar.xz", "centos", ["rocky 9"]),
        ("local:vztmpl/centos-9-stream-default_20240828_amd64.tar.xz", "centos", ["centos-stream 9"]),
        ("local:vztmpl/archlinux-base_20240911-1_amd64.tar.zst", "archlinux", ["arch"]),
        ("local:vztmpl/golden.tar.zst", "debian", ["debian"]),
        ("local:vztmpl/golden.tar.zst", "unmanaged", []),
        ("local:vztmpl/golden.tar.zst", None, []),
        (LATER, "debian", ["debian"]),
    ],
)
def test_a_container_is_known_by_file_name_then_by_type(
    file: object, kind: object, systems: list[str]
) -> None:
    """A type alone has no version; `unmanaged` and `centos` are no product."""
    own = resource(CONTAINER, operating_system=[{"template_file_id": file, "type": kind}])
    assert named(own) == systems


def test_a_container_is_known_by_the_download_that_it_is_made_of() -> None:
    """Where the file's id is not known yet, the URL's last part names it."""
    url = "http://download.proxmox.com/images/system/debian-12-standard_12.7-1_amd64.tar.zst"
    download = resource("proxmox_download_file", url=url)
    file = copy_of(download.address, "id")
    own = resource(CONTAINER, operating_system=[{"template_file_id": file, "type": "debian"}])
    assert named(own, download) == ["debian 12"]


def test_a_cloned_container_says_nothing() -> None:
    """Its template decides."""
    assert named(resource(CONTAINER, clone=[{"vm_id": 9000}])) == []
