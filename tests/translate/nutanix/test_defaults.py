"""Every default that the translation relies on is the provider's, and every attribute that it reads exists."""

from __future__ import annotations

import pytest

from tests.standin.facts import provider_facts
from vmgate.translate.nutanix import TRANSLATIONS
from vmgate.translate.nutanix import resource_types as types
from vmgate.translate.nutanix.attributes import Filled
from vmgate.translate.nutanix.connection import VARIABLE
from vmgate.translate.nutanix.defaults import DEFAULTS, PROVIDER_INSECURE

FACTS = provider_facts("nutanix", "2.4.2")

_IMAGE_OF_DISK = "disks.backing_info.vm_disk.data_source.reference.image_reference.image_ext_id"


@pytest.mark.parametrize(
    ("resource_type", "path", "default"),
    [(type_, path, default) for type_, paths in DEFAULTS.items() for path, default in paths.items()],
)
def test_a_default_is_what_the_schema_says(resource_type: str, path: str, default: object) -> None:
    """A default that the provider changes is noticed here before anybody trusts a verdict on it."""
    assert FACTS.exists(resource_type, path)
    assert FACTS.default(resource_type, path) == default


def test_the_provider_checks_certificates_by_default() -> None:
    """With an empty environment, in which one variable turns that off."""
    assert FACTS.provider_default("insecure") is PROVIDER_INSECURE
    assert FACTS.provider_env("insecure") == (VARIABLE,)
    assert FACTS.provider_exists("endpoint")


def test_every_translated_type_exists() -> None:
    """No type is translated that the provider does not have."""
    known = {type_ for mode, type_ in TRANSLATIONS if mode == "managed"}
    assert known <= set(FACTS.resource_types())


@pytest.mark.parametrize("name", sorted(Filled.never))
@pytest.mark.parametrize("resource_type", types.MACHINES)
def test_what_is_never_filled_in_is_not(resource_type: str, name: str) -> None:
    """A block of a machine that the server could fill in may be unknown without anybody having written it."""
    assert not FACTS.optional_computed(resource_type, name)


@pytest.mark.parametrize(
    ("resource_type", "path"),
    [
        (types.MACHINE, "power_state"),
        (types.MACHINE, "nic_list"),
        (types.MACHINE, "disk_list"),
        (types.MACHINE, "gpu_list"),
        (types.MACHINE, "categories"),
        (types.MACHINE_V2, "is_cpu_passthrough_enabled"),
        (types.MACHINE_V2, "serial_ports"),
        (types.MACHINE_V2, "nics.network_info"),
        (types.MACHINE_V2, "nics.network_info.vlan_mode"),
        (types.MACHINE_V2, "nics.network_info.should_allow_unknown_macs"),
        (types.VOLUME_GROUP, "attachment_type"),
        (types.VOLUME_GROUP, "sharing_status"),
        (types.CONTAINER, "nfs_whitelist_addresses"),
    ],
)
def test_what_the_server_fills_in_is_told_by_the_schema(resource_type: str, path: str) -> None:
    """Where it is not written it is unknown in a plan, and absent in source: both are taken for not written."""
    assert FACTS.optional_computed(resource_type, path)


@pytest.mark.parametrize(
    ("resource_type", "paths"),
    [
        (types.MACHINE, ["name", "nic_list.subnet_uuid", "disk_list.data_source_reference", "serial_port_list"]),
        (types.MACHINE, ["disk_list.volume_group_reference", "gpu_list.mode", "gpu_list.vendor"]),
        (types.MACHINE_V2, [_IMAGE_OF_DISK, "cd_roms.iso_type", "gpus.device_id", "categories.ext_id"]),
        (types.MACHINE_V2, ["disks.backing_info.adfs_volume_group_reference.volume_group_ext_id"]),
        (types.MACHINE_V2, ["nics.nic_backing_info.sriov_nic", "nics.nic_backing_info.dp_offload_nic"]),
        (types.MACHINE_V2, ["nics.nic_network_info.virtual_ethernet_nic_network_info.subnet.ext_id"]),
        (types.CLONE, ["vm_ext_id", "name", "nics"]),
        (types.DEPLOYMENT, ["ext_id", "override_vm_config_map.name", "override_vm_config_map.nics"]),
        (types.OVA_DEPLOYMENT, ["ext_id", "override_vm_config.power_state", "override_vm_config.nics"]),
        ("nutanix_subnet", ["subnet_type", "vlan_id", "name"]),
        ("nutanix_subnet_v2", ["subnet_type", "network_id", "name"]),
        (types.IMAGE, ["source_uri", "source_path", "checksum"]),
        (types.IMAGE_V2, ["source.url_source.url", "source.url_source.should_allow_insecure_url"]),
        (types.IMAGE_V2, ["checksum.hex_digest", "checksum.object_type"]),
        (types.OVA, ["source.ova_url_source.url"]),
        (types.TEMPLATE, ["template_name"]),
        (types.VOLUME_GROUP, ["enabled_authentications", "iscsi_features.target_secret"]),
        (types.ISCSI_CLIENT, ["vg_ext_id", "enabled_authentications", "client_secret", "iscsi_initiator_name"]),
        (types.CONTAINER, ["nfs_whitelist_addresses.ipv4.prefix_length"]),
        (types.CLUSTER, ["network.nfs_subnet_white_list", "config.encryption_in_transit_status"]),
        (types.CLUSTER_PROFILE, ["nfs_subnet_white_list", "rsyslog_server_list.network_protocol"]),
    ],
)  # fmt: skip
def test_every_attribute_that_is_read_exists(resource_type: str, paths: list[str]) -> None:
    """Beside those that have a default."""
    assert [path for path in paths if not FACTS.exists(resource_type, path)] == []
