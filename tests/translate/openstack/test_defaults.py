"""Every default that the translation relies on is the provider's, and every attribute that it reads exists."""

from __future__ import annotations

import pytest

from tests.standin.facts import provider_facts
from vmgate.translate.openstack import TRANSLATIONS, defaults
from vmgate.translate.openstack.connection import VARIABLE

FACTS = provider_facts("openstack", "3.4.0")


@pytest.mark.parametrize(
    ("resource_type", "path", "default"),
    [(type_, path, default) for type_, paths in defaults.DEFAULTS.items() for path, default in paths.items()],
)
def test_a_default_is_what_the_schema_says(resource_type: str, path: str, default: object) -> None:
    """A default that the provider changes is noticed here before anybody trusts a verdict on it."""
    assert FACTS.exists(resource_type, path)
    assert FACTS.default(resource_type, path) == default


def test_the_provider_checks_certificates_by_default() -> None:
    """With an empty environment, in which one variable turns that off."""
    assert not FACTS.provider_default("insecure")
    assert FACTS.provider_env("insecure") == (VARIABLE,)


def test_every_translated_type_exists() -> None:
    """No type is translated that the provider does not have."""
    types = {type_ for mode, type_ in TRANSLATIONS if mode == "managed"}
    assert types <= set(FACTS.resource_types())


@pytest.mark.parametrize(
    ("resource_type", "path"),
    [
        (defaults.INSTANCE, "network"),
        (defaults.INSTANCE, "image_id"),
        (defaults.INSTANCE, "flavor_id"),
        (defaults.PORT, "port_security_enabled"),
        (defaults.NETWORK, "port_security_enabled"),
        (defaults.NETWORK, "segments"),
    ],
)
def test_what_the_server_fills_in_is_told_by_the_schema(resource_type: str, path: str) -> None:
    """Where it is not written it is unknown in a plan, and absent in source: both are taken for not written."""
    assert FACTS.optional_computed(resource_type, path)


@pytest.mark.parametrize(
    ("resource_type", "paths"),
    [
        (defaults.INSTANCE, ["name", "image_name", "flavor_name", "block_device.uuid", "network_mode", "tags"]),
        (defaults.INSTANCE, ["network.port", "network.uuid", "network.name", "block_device.source_type"]),
        (defaults.PORT, ["network_id", "allowed_address_pairs.mac_address", "binding.vnic_type"]),
        (defaults.NETWORK, ["segments.network_type", "segments.segmentation_id"]),
        (defaults.IMAGE, ["image_source_url", "local_file_path"]),
        (defaults.VOLUME, ["image_id", "source_vol_id", "snapshot_id", "backup_id"]),
        (defaults.FLAVOR, ["name", "extra_specs"]),
        (defaults.SHARE_ACCESS, ["access_type", "access_to"]),
    ],
)  # fmt: skip
def test_every_attribute_that_is_read_exists(resource_type: str, paths: list[str]) -> None:
    """Beside those that have a default."""
    assert [path for path in paths if not FACTS.exists(resource_type, path)] == []
