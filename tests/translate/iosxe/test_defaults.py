"""What the translation assumes of IOS-XE is what the provider's own schema says."""

from __future__ import annotations

import pytest

from tests.standin.facts import provider_facts
from vmgate.translate.iosxe import TRANSLATIONS, defaults
from vmgate.translate.iosxe.logs import LISTS
from vmgate.translate.iosxe.ports import USES

FACTS = provider_facts("iosxe", "1.0.0")


def test_nobody_checks_who_answers_by_default() -> None:
    """Unless the configuration or the environment says otherwise."""
    assert FACTS.provider_default("insecure") is defaults.INSECURE
    assert FACTS.provider_env("insecure") == ("IOSXE_INSECURE",)


@pytest.mark.parametrize(
    ("resource_type", "paths"),
    [
        ("iosxe_dhcp", ["snooping", "snooping_vlans.vlan_id", "snooping_vlans_legacy.vlan_id", "device"]),
        ("iosxe_arp", ["inspection_vlan", "inspection_filters.vlans.vlan_range", "device"]),
        ("iosxe_cli", ["cli", "device"]),
        ("iosxe_interface_ethernet", [
            "type", "name", "description", "shutdown", "ip_arp_inspection_trust", "ip_dhcp_snooping_trust",
            "ipv4_address_dhcp", "device", *USES,
        ]),
        ("iosxe_interface_switchport", ["type", "name", "access_vlan", "mode_trunk", "device"]),
        ("iosxe_interface_vlan", ["name", "ipv4_address", "ipv4_address_dhcp", "ipv6_addresses.prefix"]),
        ("iosxe_logging", [
            *(f"{name}.{server}" for name, server in LISTS),
            *(f"{name}_transport.{part}" for name, server in LISTS for part in (
                server, "transport_tls_ports", "transport_tcp_ports", "transport_udp_ports")),
        ]),
    ],
)  # fmt: skip
def test_every_attribute_that_is_read_exists_and_has_no_default(resource_type: str, paths: list[str]) -> None:
    """What is not written is left to the switch."""
    assert [path for path in paths if not FACTS.exists(resource_type, path)] == []
    assert [path for path in paths if FACTS.default(resource_type, path) is not None] == []


@pytest.mark.parametrize("path", ["host", "devices.host", "devices.name", "devices.managed"])
def test_every_attribute_of_the_provider_that_is_read_exists(path: str) -> None:
    """By which its devices are told apart."""
    assert FACTS.provider_exists(path)


def test_every_translated_type_exists() -> None:
    """No type is translated that the provider does not have."""
    assert {type_ for mode, type_ in TRANSLATIONS if mode == "managed"} <= set(FACTS.resource_types())
