"""Every default that the translation relies on is the provider's, and every attribute that it reads exists."""

from __future__ import annotations

import pytest

from tests.standin.facts import provider_facts
from vmgate.translate.xenorchestra import TRANSLATIONS, defaults
from vmgate.translate.xenorchestra.connection import VARIABLE

FACTS = provider_facts("xenorchestra", "0.40.0")


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
    ("resource_type", "paths"),
    [
        (defaults.MACHINE, ["name_label", "template", "installation_method", "network.network_id", "cdrom", "tags"]),
        (defaults.NETWORK, ["name_label", "source_pif_device"]),
        (defaults.BONDED, ["name_label"]),
    ],
)  # fmt: skip
def test_every_attribute_that_is_read_exists(resource_type: str, paths: list[str]) -> None:
    """Beside those that have a default."""
    assert [path for path in paths if not FACTS.exists(resource_type, path)] == []
