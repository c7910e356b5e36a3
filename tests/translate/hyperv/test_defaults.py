"""Every default that the translation relies on is the provider's, and every attribute that it reads exists."""

from __future__ import annotations

import pytest

from tests.standin.facts import provider_facts
from vmgate.translate.hyperv import TRANSLATIONS
from vmgate.translate.hyperv.connection import VARIABLE
from vmgate.translate.hyperv.defaults import DEFAULTS, GUEST_SERVICE, ISO, MACHINE, PROVIDER, SWITCH, VHD

FACTS = provider_facts("hyperv", "1.2.1")


@pytest.mark.parametrize(
    ("resource_type", "path", "default"),
    [(type_, path, default) for type_, paths in DEFAULTS.items() for path, default in paths.items()],
)
def test_a_default_is_what_the_schema_says(resource_type: str, path: str, default: object) -> None:
    """A default that the provider changes is noticed here before anybody trusts a verdict on it."""
    assert FACTS.exists(resource_type, path)
    assert FACTS.default(resource_type, path) == default


@pytest.mark.parametrize("name", PROVIDER)
def test_a_default_of_the_provider_is_what_its_schema_says(name: str) -> None:
    """With an empty environment."""
    assert FACTS.provider_default(name) is PROVIDER[name]


def test_the_variable_is_the_provider_s() -> None:
    """It turns the check off where the configuration does not say."""
    assert FACTS.provider_env("insecure") == (VARIABLE,)


def test_files_are_not_copied_into_guests_by_default() -> None:
    """The default is a map, which never reaches a plan."""
    services = FACTS.default(MACHINE, "integration_services")
    assert isinstance(services, dict)
    assert services[GUEST_SERVICE] is False


def test_every_translated_type_exists() -> None:
    """No type is translated that the provider does not have."""
    types = {type_ for mode, type_ in TRANSLATIONS if mode == "managed"}
    assert types <= set(FACTS.resource_types())


@pytest.mark.parametrize(
    ("resource_type", "paths"),
    [
        (MACHINE, ["name", "integration_services"]),
        (SWITCH, ["name"]),
        (VHD, ["path", "source", "source_vm", "source_disk", "parent_path"]),
        (ISO, ["destination_iso_file_path"]),
    ],
)
def test_every_attribute_that_is_read_exists(resource_type: str, paths: list[str]) -> None:
    """Beside those that have a default."""
    assert [path for path in paths if not FACTS.exists(resource_type, path)] == []
