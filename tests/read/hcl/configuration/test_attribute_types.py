"""The types of attributes: what a reference sees, and what an object in JSON syntax is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.standin.types import TABLES, tables
from vmgate.model.value import Reference
from vmgate.read.hcl.configuration.attribute_types import attribute_type, is_block
from vmgate.read.hcl.evaluate.types import ANY, BOOL, NUMBER, STRING, Collection

if TYPE_CHECKING:
    from tests.read.hcl.conftest import Read
    from vmgate.read.hcl.evaluate.types import Type


def test_the_table_is_that_of_the_providers_schemas() -> None:
    """`python -m tests.standin.types` writes it anew."""
    assert {file.name: file.read_text("utf-8") for file in TABLES.iterdir()} == tables()


@pytest.mark.parametrize(
    ("mode", "type_", "names", "expected"),
    [
        ("managed", "vsphere_virtual_machine", ("num_cpus",), NUMBER),
        ("managed", "vsphere_virtual_machine", ("tags",), Collection("set", STRING)),
        ("managed", "vsphere_virtual_machine", ("disk", "thin_provisioned"), BOOL),
        (
            "managed",
            "vsphere_virtual_machine",
            ("clone", "customize", "network_interface", "ipv4_netmask"),
            NUMBER,
        ),
        ("managed", "proxmox_virtual_environment_vm", ("network_device", "vlan_id"), NUMBER),
        ("managed", "terraform_data", ("input",), ANY),
        ("data", "vsphere_network", ("name",), STRING),
        ("managed", "vsphere_virtual_machine", ("of_the_future",), None),
        ("managed", "vsphere_virtual_machine", ("nothing", "size"), None),
        ("managed", "of_another_provider", ("name",), None),
        ("", "", ("user",), None),
    ],
)
def test_a_type_is_found_by_its_names(
    mode: str, type_: str, names: tuple[str, ...], expected: Type | None
) -> None:
    """In nested blocks and in lists of objects that are written as blocks; what is not known has none."""
    assert attribute_type(mode, type_, names) == expected


def test_blocks_and_attributes_are_told_apart() -> None:
    """By the schema, or not at all."""
    machine = ("managed", "vsphere_virtual_machine")
    assert is_block(*machine, ("clone",)) is True
    assert is_block(*machine, ("clone", "customize")) is True
    assert is_block(*machine, ("extra_config",)) is False
    assert is_block(*machine, ("of_the_future",)) is None
    assert is_block("managed", "of_another_provider", ("disk",)) is None


def test_a_reference_sees_the_provider_s_value(read: Read) -> None:
    """A number given as text is a number to others, a set is sorted; its own place shows what is written."""
    text = """
resource "vsphere_virtual_machine" "a" {
  num_cpus = "4"
  tags     = ["b", "a", "b"]
  memory   = data.d.x.memory
  firmware = "not \\u00e4 number"
  disk {
    size = "10"
  }
}
resource "r" "a" {
  same  = vsphere_virtual_machine.a.num_cpus == 4
  tags  = [for t in vsphere_virtual_machine.a.tags : t]
  size  = vsphere_virtual_machine.a.disk[0].size
  copy  = vsphere_virtual_machine.a.memory
}
data "d" "x" {}
"""
    estate = read(text)
    (machine,) = estate.of_type("vsphere_virtual_machine")
    (other,) = estate.of_type("r")
    assert machine.read("num_cpus") == "4"
    assert [other.read(name) for name in ("same", "tags", "size")] == [True, ["a", "b"], 10]
    assert other.references(("copy",)) == (Reference("data.d.x", ("memory",)),)


def test_what_does_not_fit_its_type_stays_as_written(read: Read) -> None:
    """A newer provider may have made a string of it."""
    text = 'resource "vsphere_virtual_machine" "a" {\n  num_cpus = "many"\n}\n'
    text += 'resource "r" "a" {\n  x = vsphere_virtual_machine.a.num_cpus\n}\n'
    assert read(text).of_type("r")[0].read("x") == "many"


def test_an_object_in_json_is_what_the_schema_makes_it(read: Read) -> None:
    """A block where it is one, a value where it is one; the reason where nobody knows."""
    text = """{"resource": {"vsphere_virtual_machine": {"a": {
  "clone": {"template_uuid": "t", "customize": {"timeout": 5}},
  "extra_config": {"a": "${1 + 1}"},
  "dynamic": {"disk": {"for_each": [{"n": 1}, {"n": 2}], "iterator": "it", "content": {"size": "${it.value.n}"}}},
  "future": {"a": 1}
}}}}"""
    (machine,) = read({"main.tf.json": text}).of_type("vsphere_virtual_machine")
    assert machine.read("clone") == [{"template_uuid": "t", "customize": [{"timeout": 5}]}]
    assert machine.read("extra_config") == {"a": 2}
    assert machine.read("disk") == [{"size": 1}, {"size": 2}]
    assert machine.read("future") is not None
    span = machine.span(("clone", 0, "template_uuid"))
    assert span is not None
    assert span.line == 2
