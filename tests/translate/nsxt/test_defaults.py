"""What the translation assumes of NSX is what the provider's own schema says."""

from __future__ import annotations

import pytest

from tests.standin.facts import provider_facts
from vmgate.translate.nsxt import TRANSLATIONS, defaults
from vmgate.translate.nsxt.connection import VARIABLE

FACTS = provider_facts("nsxt", "3.11.1")
POLICIES = (
    "nsxt_policy_security_policy",
    "nsxt_policy_gateway_policy",
    "nsxt_policy_predefined_security_policy",
)


def test_certificates_are_checked_by_default() -> None:
    """Unless the environment says otherwise."""
    assert FACTS.provider_default("allow_unverified_ssl") is defaults.UNVERIFIED_SSL
    assert FACTS.provider_env("allow_unverified_ssl") == (VARIABLE,)


@pytest.mark.parametrize("name", sorted(defaults.RULE))
def test_a_rule_has_the_same_defaults_wherever_it_stands(name: str) -> None:
    """In a policy, or by itself."""
    assert [FACTS.default(policy, f"rule.{name}") for policy in POLICIES] == [defaults.RULE[name]] * len(
        POLICIES
    )
    assert FACTS.default("nsxt_policy_security_policy_rule", name) == defaults.RULE[name]


def test_policies_and_profiles_have_these_defaults() -> None:
    """A default rule that is written and says nothing allows."""
    assert (
        FACTS.default("nsxt_policy_predefined_security_policy", "default_rule.action")
        == defaults.RULE["action"]
    )
    assert FACTS.default("nsxt_policy_security_policy", "sequence_number") == defaults.SEQUENCE
    for name, value in defaults.MAC_DISCOVERY.items():
        assert FACTS.default("nsxt_policy_mac_discovery_profile", name) == value
    assert FACTS.default("nsxt_policy_mac_discovery_profile", "mac_learning_enabled") is None
    assert FACTS.default("nsxt_policy_spoof_guard_profile", "address_binding_allowlist") is None


@pytest.mark.parametrize(
    ("resource_type", "paths"),
    [
        ("nsxt_policy_vlan_segment", [
            "display_name", "vlan_ids", "security_profile.spoofguard_profile_path",
            "discovery_profile.mac_discovery_profile_path",
        ]),
        ("nsxt_policy_security_policy", [
            *(f"rule.{name}" for name in (
                "display_name", "services", "service_entries", "source_groups", "destination_groups")),
            "category", "path",
        ]),
        ("nsxt_policy_security_policy_rule", ["policy_path", "sequence_number"]),
        ("nsxt_policy_group", ["criteria.ipaddress_expression.ip_addresses", "extended_criteria", "path"]),
    ],
)  # fmt: skip
def test_every_attribute_that_is_read_exists(resource_type: str, paths: list[str]) -> None:
    """No attribute is read that the provider does not have."""
    assert [path for path in paths if not FACTS.exists(resource_type, path)] == []


def test_every_translated_type_exists() -> None:
    """No type is translated that the provider does not have."""
    assert {type_ for mode, type_ in TRANSLATIONS if mode == "managed"} <= set(FACTS.resource_types())
