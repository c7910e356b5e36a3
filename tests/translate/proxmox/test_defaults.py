"""Every default that the translation relies on is the provider's."""

from __future__ import annotations

import pytest

from tests.standin.facts import provider_facts
from vmgate.translate.proxmox import TRANSLATIONS
from vmgate.translate.proxmox.defaults import DEFAULTS, PROVIDER_INSECURE, PROVIDER_MIN_TLS
from vmgate.translate.proxmox.resource_types import CLONED_MACHINES

FACTS = provider_facts("proxmox", "0.111.1")


@pytest.mark.parametrize(
    ("resource_type", "path", "default"),
    [(type_, path, default) for type_, paths in DEFAULTS.items() for path, default in paths.items()],
)
def test_a_default_is_what_the_schema_says(resource_type: str, path: str, default: object) -> None:
    """A default that the provider changes is noticed here before anybody trusts a verdict on it."""
    assert FACTS.exists(resource_type, path)
    assert FACTS.default(resource_type, path) == default


def test_the_provider_verifies_certificates_by_default() -> None:
    """With an empty environment; an environment variable could say otherwise, and is not seen."""
    assert FACTS.provider_default("insecure") is PROVIDER_INSECURE
    assert FACTS.provider_default("min_tls") == PROVIDER_MIN_TLS
    assert "PROXMOX_VE_INSECURE" in FACTS.provider_env("insecure")


@pytest.mark.parametrize("path", ["network_device", "vga", "disk.path_in_datastore"])
def test_these_are_filled_in_by_the_provider(path: str) -> None:
    """What is left out there is unknown in a plan, and the translation tells that from a value set to an unknown."""
    assert FACTS.optional_computed("proxmox_virtual_environment_vm", path)


@pytest.mark.parametrize(
    ("resource_type", "paths"),
    [
        ("proxmox_virtual_environment_vm", [
            "clone.vm_id", "cpu.flags", "disk.path_in_datastore", "hostpci.id", "hostpci.mapping", "usb.host",
            "usb.mapping", "virtiofs.mapping", "network_device.trunks", "vm_id", "node_name",
        ]),
        ("proxmox_virtual_environment_container", [
            "clone.vm_id", "device_passthrough.path", "features.mount", "idmap.host_id", "mount_point.volume",
            "operating_system.template_file_id",
        ]),
        *((type_, [
            "clone.source_vm_id", "network.bridge", "network.tag", "network.trunks", "cdrom.file_id", "disk.file",
            "delete.network", "vga.clipboard", "vga.type", "cpu.type", "cpu.flags",
        ]) for type_ in CLONED_MACHINES),
        ("proxmox_network_linux_bridge", ["name", "node_name", "ports"]),
        ("proxmox_network_linux_vlan", ["name", "node_name", "vlan", "gateway", "gateway6"]),
        ("proxmox_network_linux_bond", ["name", "node_name", "address", "gateway"]),
        ("proxmox_sdn_vnet", ["id", "tag", "zone"]),
        ("proxmox_sdn_zone_vlan", ["id", "bridge"]),
        ("proxmox_sdn_zone_qinq", ["id", "bridge", "service_vlan"]),
        ("proxmox_acl", ["path", "role_id", "propagate", "group_id", "user_id", "token_id"]),
        ("proxmox_virtual_environment_role", ["role_id", "privileges"]),
        ("proxmox_virtual_environment_user", ["user_id", "groups", "acl.path", "acl.role_id"]),
        ("proxmox_virtual_environment_group", ["group_id", "acl.path", "acl.role_id"]),
        ("proxmox_user_token", ["user_id", "token_name"]),
        ("proxmox_pool_membership", ["pool_id", "vm_id"]),
        ("proxmox_haresource", ["resource_id", "state"]),
        ("proxmox_virtual_environment_certificate", ["certificate"]),
        ("proxmox_acme_account", ["directory"]),
        ("proxmox_metrics_server", [
            "type", "influx_db_proto", "influx_verify", "opentelemetry_proto", "opentelemetry_verify_ssl",
        ]),
        ("proxmox_realm_ldap", ["mode", "secure", "verify"]),
        ("proxmox_cluster_options", ["migration_type", "migration_cidr"]),
        ("proxmox_hardware_mapping_dir", ["name", "map.path"]),
        ("proxmox_storage_directory", ["path"]),
        ("proxmox_download_file", ["url", "datastore_id", "content_type", "file_name"]),
        ("proxmox_oci_image", ["reference"]),
        ("proxmox_virtual_environment_file", ["source_file.path", "source_raw"]),
    ],
)  # fmt: skip
def test_every_attribute_that_is_read_exists(resource_type: str, paths: list[str]) -> None:
    """No attribute is read that the provider does not have."""
    assert [path for path in paths if not FACTS.exists(resource_type, path)] == []


def test_every_translated_type_exists() -> None:
    """No type is translated that the provider does not have."""
    types = {type_ for mode, type_ in TRANSLATIONS if mode == "managed"}
    telmate = provider_facts("telmate-proxmox", "3.0.2-rc09").resource_types()
    assert types <= {*FACTS.resource_types(), *telmate}
