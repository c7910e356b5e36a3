"""What the translation assumes of NX-OS is what the provider's own schema says."""

from __future__ import annotations

import pytest

from tests.standin.facts import provider_facts
from vmgate.translate.nxos import TRANSLATIONS, defaults

FACTS = provider_facts("nxos", "0.14.0")


def test_certificates_are_not_checked_by_default() -> None:
    """Unless the configuration or the environment says otherwise."""
    assert FACTS.provider_default("insecure") is defaults.INSECURE
    assert FACTS.provider_env("insecure") == ("NXOS_INSECURE",)


@pytest.mark.parametrize(
    ("resource_type", "paths"),
    [
        ("nxos_dhcp", ["snooping", "device"]),
        ("nxos_cli", ["cli", "device"]),
        ("nxos_logging", ["remote_destinations.transport", "device"]),
        ("nxos_ipv4", ["vrfs.interfaces.addresses"]),
        ("nxos_port_channel_interface", ["port_channel_interfaces.members", "device"]),
        ("nxos_physical_interface", [
            *(f"physical_interfaces.{name}" for name in (
                "admin_state", "access_vlan", "description", "layer", "mode", "trunk_vlans", "vrf_dn")),
            "device",
        ]),
    ],
)  # fmt: skip
def test_every_attribute_that_is_read_exists_and_has_no_default(resource_type: str, paths: list[str]) -> None:
    """What is not written is left to the switch."""
    assert [path for path in paths if not FACTS.exists(resource_type, path)] == []
    assert [path for path in paths if FACTS.default(resource_type, path) is not None] == []


@pytest.mark.parametrize("path", ["url", "devices.url", "devices.name", "devices.managed"])
def test_every_attribute_of_the_provider_that_is_read_exists(path: str) -> None:
    """By which its devices are told apart."""
    assert FACTS.provider_exists(path)


def test_every_translated_type_exists() -> None:
    """No type is translated that the provider does not have."""
    assert {type_ for mode, type_ in TRANSLATIONS if mode == "managed"} <= set(FACTS.resource_types())
