"""What the translation assumes of NetApp ONTAP is what the provider's own schema says."""

from __future__ import annotations

import pytest

from tests.standin.facts import provider_facts
from vmgate.translate.netapp_ontap import TRANSLATIONS, defaults
from vmgate.translate.netapp_ontap import resource_types as types

FACTS = provider_facts("netapp-ontap", "1.1.4")
RULE = "netapp-ontap_protocols_nfs_export_policy_rule_resource"
VOLUME = "netapp-ontap_storage_volume_resource"
INTERFACE = "netapp-ontap_networking_ip_interface_resource"
SHARE = "netapp-ontap_protocols_cifs_share_resource"
GROUP = "netapp-ontap_protocols_san_igroup_resource"


def test_defaults_are_those_of_the_schema() -> None:
    """Certificates are checked, and a group of initiators takes both transports."""
    assert FACTS.provider_default("connection_profiles.validate_certs") is defaults.VALIDATE_CERTS
    assert FACTS.default(GROUP, "protocol") == defaults.IGROUP_PROTOCOL


def test_an_acl_that_is_left_out_is_the_servers() -> None:
    """Which gives full control to everyone."""
    assert FACTS.optional_computed(SHARE, "acls")
    assert FACTS.default(SHARE, "acls") is None


@pytest.mark.parametrize("path", ["nas", "nas.junction_path", "nas.export_policy_name"])
def test_these_are_filled_in_by_the_server(path: str) -> None:
    """What is left out there is unknown in a plan, and no value of the configuration's."""
    assert FACTS.optional_computed(VOLUME, path)
    assert FACTS.default(VOLUME, path) is None


@pytest.mark.parametrize(
    ("resource_type", "paths"),
    [
        (SHARE, ["path", "acls.user_or_group", "acls.permission"]),
        (RULE, ["rw_rule", "clients_match", "export_policy_name", "svm_name", "cx_profile_name"]),
        (VOLUME, ["svm_name", "cx_profile_name", "nas.junction_path", "nas.export_policy_name"]),
        (INTERFACE, ["svm_name", "cx_profile_name", "ip.address"]),
        (GROUP, ["name", "svm.name", "protocol", "initiators.name", "igroups"]),
    ],
)
def test_every_attribute_that_is_read_exists(resource_type: str, paths: list[str]) -> None:
    """No attribute is read that the provider does not have."""
    assert [path for path in paths if not FACTS.exists(resource_type, path)] == []


def test_the_schemas_spelling_of_every_type_is_translated() -> None:
    """Older and newer spellings come beside it."""
    translated = {type_ for mode, type_ in TRANSLATIONS if mode == "managed"}
    assert {RULE, VOLUME, GROUP, "netapp-ontap_nfs_export_policy_rule", "netapp-ontap_volume"} <= translated
    assert INTERFACE in types.INTERFACES
    assert {RULE, VOLUME, GROUP, INTERFACE} <= set(FACTS.resource_types())
