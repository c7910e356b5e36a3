"""Every default that the translation assumes is the provider's own."""

from __future__ import annotations

import pytest

from tests.standin.facts import ProviderFacts, provider_facts
from vmgate.translate.vsphere.defaults import (
    ABSENT,
    DECLARED,
    INHERITED,
    LEFT_TO_VCENTER,
    SENT,
    assumed,
)

VERSIONS = ("2.13.0", "2.16.1")
DATA_SOURCES = ("vsphere_ovf_vm_template", "vsphere_host_thumbprint")
PROVIDER = "vsphere"


def entries(table: dict[str, dict[str, bool | int | str]]) -> list[tuple[str, str]]:
    """Type and path of everything in a table."""
    return [(type_, path) for type_, own in table.items() for path in own]


def without_default() -> list[tuple[str, str]]:
    """Type and path of everything that is said to have no default."""
    tables = (SENT, LEFT_TO_VCENTER)
    names = [entry for table in tables for entry in entries(table)]
    names += [(type_, path) for table in (INHERITED, ABSENT) for type_, own in table.items() for path in own]
    return names


def declared(facts: ProviderFacts, type_: str, path: str) -> object:
    """The default in the schema of a resource, a data source or the provider."""
    if type_ == PROVIDER:
        return facts.provider_default(path)
    if type_ in DATA_SOURCES:
        return facts.source.facts["data"][type_].get(path)
    return facts.default(type_, path)


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize(("type_", "path"), entries(DECLARED))
def test_a_declared_default_is_what_the_schema_declares(version: str, type_: str, path: str) -> None:
    """A default said to be declared equals the one in the provider's schema, type included."""
    own = declared(provider_facts("vsphere", version), type_, path)
    assert own == DECLARED[type_][path]
    assert type(own) is type(DECLARED[type_][path])


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize(("type_", "path"), without_default())
def test_an_attribute_without_default_exists_and_has_none(version: str, type_: str, path: str) -> None:
    """Where the translation says that the schema declares nothing, the attribute is there and has no default."""
    facts = provider_facts("vsphere", version)
    assert facts.exists(type_, path)
    assert facts.default(type_, path) is None


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize(("type_", "path"), entries(LEFT_TO_VCENTER))
def test_what_is_left_to_vcenter_is_optional_and_computed(version: str, type_: str, path: str) -> None:
    """Only an attribute that the server may fill in is left to the server."""
    assert provider_facts("vsphere", version).optional_computed(type_, path)


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize(("type_", "path"), entries(SENT))
def test_what_is_sent_as_zero_is_not_computed(version: str, type_: str, path: str) -> None:
    """An attribute whose zero value is sent is not one that the server fills in."""
    assert not provider_facts("vsphere", version).optional_computed(type_, path)


def test_an_attribute_in_no_table_is_an_error() -> None:
    """Code cannot assume a default that is not written down."""
    with pytest.raises(KeyError):
        assumed("vsphere_virtual_machine", "memory")
