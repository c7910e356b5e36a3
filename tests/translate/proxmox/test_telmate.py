"""Telmate's provider: its defaults are those of its two schemas, and the version decides between them."""

from __future__ import annotations

import pytest

from tests.standin.facts import provider_facts
from vmgate.model.estate import Estate, ProviderVersion
from vmgate.translate.proxmox import telmate_defaults as telmate
from vmgate.translate.proxmox.telmate_connection import TELMATE_VARIABLE

NEW = provider_facts("telmate-proxmox", "3.0.2-rc09")
OLD = provider_facts("telmate-proxmox", "2.9.14")


@pytest.mark.parametrize(
    ("resource_type", "path", "default"),
    [(type_, path, default) for type_, paths in telmate.DEFAULTS.items() for path, default in paths.items()],
)
def test_a_default_is_what_the_schema_says(resource_type: str, path: str, default: object) -> None:
    """Of the third generation."""
    assert NEW.exists(resource_type, path)
    assert NEW.default(resource_type, path) == default


@pytest.mark.parametrize(("path", "default"), [
    ("cpu", telmate.OLD_CPU), ("network.bridge", "nat"), ("network.tag", -1), ("network.firewall", False),
    ("vga.type", "std"), ("oncreate", True), ("onboot", False),
])  # fmt: skip
def test_a_default_of_the_second_generation_is_what_its_schema_says(path: str, default: object) -> None:
    """Where it differs from the third, or has to be the same."""
    assert OLD.default(telmate.MACHINE, path) == default


@pytest.mark.parametrize(
    ("resource_type", "paths"),
    [
        (telmate.MACHINE, ["args", "cpu.type", "cpu_type", "pci.raw_id", "pci.mapping_id", "hostpci.host"]),
        (telmate.MACHINE, ["pcis.pci0.raw.raw_id", "usbs.usb0.spice", "usb.device_id", "usb.host", "usb.port_id"]),
        (telmate.MACHINE, ["disks.ide.ide0.cdrom.iso", "disks.scsi.scsi0.passthrough.file", "disk.disk_file"]),
        (telmate.MACHINE, ["clone", "clone_id", "qemu_os", "power_state", "vm_state", "hastate", "pxe", "tags"]),
        (telmate.CONTAINER, ["hostname", "ostemplate", "clone", "mountpoint.volume", "network.trunks"]),
        (telmate.GUEST, ["clone.id", "template.file", "mount.host_path", "mounts.mp0.bind.host_path"]),
        (telmate.GUEST, ["networks.net0.vlan_native", "features.privileged.nfs", "unprivileged", "guest_id"]),
        (telmate.ISO, ["url"]),
    ],
)  # fmt: skip
def test_every_attribute_that_is_read_exists(resource_type: str, paths: list[str]) -> None:
    """Beside those that have a default."""
    assert [path for path in paths if not NEW.exists(resource_type, path)] == []


@pytest.mark.parametrize(
    ("constraints", "locked", "insecure"),
    [
        ((), None, True),
        (("2.9.14",), None, True),
        (("~> 2.9",), None, True),
        ((">= 2.9.0",), None, True),
        (("3.0.1-rc4",), None, True),
        (("= 3.0.1-rc5",), None, True),
        (("3.0.1-rc6",), None, False),
        (("3.0.2-rc09",), None, False),
        ((">= 3.0.2",), None, False),
        (("~> 2.9",), "3.0.2-rc09", False),
        ((">= 2.9.0",), "2.9.14", True),
    ],
)  # fmt: skip
def test_the_version_decides_whether_certificates_are_checked(
    constraints: tuple[str, ...], locked: str | None, insecure: bool
) -> None:
    """A release candidate runs only where it is named exactly: without one it is 2.9.14, which checks nothing."""
    estate = Estate([], [ProviderVersion("telmate/proxmox", locked, constraints)])
    assert telmate.insecure(estate) is insecure


def test_each_schema_has_the_default_that_the_version_leads_to() -> None:
    """With an empty environment."""
    assert OLD.provider_default("pm_tls_insecure") is True
    assert NEW.provider_default("pm_tls_insecure") is False
    assert NEW.provider_env("pm_tls_insecure") == (TELMATE_VARIABLE,)


def test_nobody_but_the_provider_is_asked_for_its_version() -> None:
    """Another provider that goes by the same name decides nothing."""
    estate = Estate([], [ProviderVersion("bpg/proxmox", None, ("0.111.1",))])
    assert telmate.is_old(estate)
