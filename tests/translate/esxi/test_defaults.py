"""Every default that the translation relies on is the provider's, and every attribute that it reads exists."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.standin.facts import provider_facts
from vmgate.translate import vmware_guest_ids
from vmgate.translate.esxi import TRANSLATIONS
from vmgate.translate.esxi.defaults import DEFAULTS, GUEST, PORT_GROUP, SWITCH

if TYPE_CHECKING:
    from vmgate.model.templates import GuestSystem

FACTS = provider_facts("esxi", "1.10.3")
FLAGS = ["promiscuous_mode", "mac_changes", "forged_transmits"]


@pytest.mark.parametrize(
    ("resource_type", "path", "default"),
    [(type_, path, default) for type_, paths in DEFAULTS.items() for path, default in paths.items()],
)
def test_a_default_is_what_the_source_says(resource_type: str, path: str, default: object) -> None:
    """As the extract of the schema has it."""
    assert FACTS.default(resource_type, path) == default


@pytest.mark.parametrize(
    ("resource_type", "path"),
    [
        *((SWITCH, flag) for flag in FLAGS),
        *((PORT_GROUP, path) for path in [*FLAGS, "vswitch", "vlan"]),
        (GUEST, "guestos"),
        (GUEST, "resource_pool_name"),
    ],
)
def test_these_are_filled_in_by_the_provider(resource_type: str, path: str) -> None:
    """What is left out there is unknown in a plan, and the translation tells that from a value set to an unknown."""
    assert FACTS.optional_computed(resource_type, path)


def test_every_translated_type_exists() -> None:
    """No type is translated that the provider does not have."""
    types = {type_ for mode, type_ in TRANSLATIONS if mode == "managed"}
    assert types == set(FACTS.resource_types())


@pytest.mark.parametrize(
    ("resource_type", "paths"),
    [
        (GUEST, ["guest_name", "clone_from_vm", "ovf_source", "host_ovf", "network_interfaces.virtual_network"]),
        (SWITCH, ["name"]),
        (PORT_GROUP, ["name"]),
    ],
)  # fmt: skip
def test_every_attribute_that_is_read_exists(resource_type: str, paths: list[str]) -> None:
    """Beside those that are filled in."""
    assert [path for path in paths if not FACTS.exists(resource_type, path)] == []


@pytest.mark.parametrize(
    ("guest_id", "written"),
    [
        ("debian13_64Guest", "debian13-64"),
        ("ubuntu64Guest", "ubuntu-64"),
        ("windows9Server64Guest", "windows9srv-64"),
        ("windows2019srvNext_64Guest", "windows2019srvnext-64"),
        ("winNetStandard64Guest", "winnetstandard-64"),
        ("centos7Guest", "centos7"),
        ("otherLinux64Guest", "otherlinux-64"),
    ],
)
def test_an_id_of_the_api_is_written_otherwise_in_a_machine_s_own_file(guest_id: str, written: str) -> None:
    """Which is what this provider takes."""
    assert vmware_guest_ids.as_in_vmx(guest_id) == written


def test_an_id_means_what_it_means_to_the_api() -> None:
    """No two ids that mean something else are written alike."""
    found: dict[str, tuple[GuestSystem, ...] | None] = {}
    for guest_id in vmware_guest_ids.known():
        systems = vmware_guest_ids.systems(guest_id)
        assert found.setdefault(vmware_guest_ids.as_in_vmx(guest_id), systems) == systems
