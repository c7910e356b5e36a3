"""What the site policy says arrives where it decides: networks by all their names, marks, settings of a rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.rules.configuration import machine
from tests.rules.test_networks import DISTRIBUTED, adapter, distributed

if TYPE_CHECKING:
    from collections.abc import Callable

    Judged = Callable[..., str]

MARKED = '[vm_states]\nunused = ["attribute:lifecycle=unused*"]\n'
NOTED = """
data "vsphere_custom_attribute" "lifecycle" {
  name = "%s"
}
"""
ADDRESS = 'ipv4 {\n    ip = "%s"\n    netmask = "255.255.255.0"\n  }'
DHCP = "ipv4 {\n    dhcp = true\n  }"


def entry(role: str, keys: str) -> str:
    """An entry of the inventory."""
    return f'[[network]]\nrole = "{role}"\n{keys}\n'


def on(name: str, vlan: int = 110) -> str:
    """A machine on a port group of this configuration."""
    return DISTRIBUTED + distributed(name, vlan) + machine(f"vsphere_distributed_port_group.{name}.id")


@pytest.mark.parametrize(
    ("keys", "verdict"),
    [
        ('name = "dpg-web"', "fail"),
        ('name = "dpg-web"\nendpoint = "vc1.example.edu"', "fail"),
        ('name = "dpg-web"\nendpoint = "vc2.example.edu"', "pass"),
        ('name = "DPG-web"', "pass"),
        ("vlan = 110", "fail"),
        ("vlan = 110\ncidr = '10.31.0.0/24'", "fail"),
        ("vlan = 111", "pass"),
    ],
)
def test_a_network_is_found_by_name_server_and_vlan(judged: Judged, keys: str, verdict: str) -> None:
    """A machine's port group that the site uses for storage, however the site names it."""
    provider = 'provider "vsphere" {\n  vsphere_server = "vc1.example.edu"\n}\n'
    assert judged("VMG1901", provider + on("web"), entry("storage", keys)).split(":")[0] == verdict


@pytest.mark.parametrize(("id_", "verdict"), [("dvportgroup-110", "fail"), ("dvportgroup-111", "unknown")])
def test_a_network_is_found_by_its_managed_object_id(judged: Judged, id_: str, verdict: str) -> None:
    """The one that the machine names; of another one it is not told what it is for."""
    said = judged("VMG1901", machine('"dvportgroup-110"'), entry("backup", f'id = "{id_}"'))
    assert said.split(":")[0] == verdict


@pytest.mark.parametrize(
    ("keys", "address", "verdict"),
    [
        ('cidr = "10.31.0.0/24"', ADDRESS % "10.31.0.11", "fail"),
        ('cidr = "10.31.0.0/16"', ADDRESS % "10.31.0.11", "fail"),
        ('cidr = "10.32.0.0/24"', ADDRESS % "10.31.0.11", "pass"),
        ('cidr = "10.31.0.0/24"', DHCP, "unknown"),
        ('cidr = "10.31.0.0/24"\nname = "elsewhere"', ADDRESS % "10.31.0.11", "pass"),
    ],
)
def test_a_network_is_found_by_the_addresses_of_hosts_on_it(
    judged: Judged, keys: str, address: str, verdict: str
) -> None:
    """An entry with addresses alone is every network on which a host has one of them."""
    main = DISTRIBUTED + distributed("nfs", 310) + adapter("nfs", "", address)
    routed = entry("storage", f"{keys}\nroutable = true")
    assert judged("VMG1002", main, routed).split(":")[0] == verdict


def test_the_addresses_decide_only_where_no_name_and_no_vlan_does(judged: Judged) -> None:
    """What is named is known, whatever addresses its hosts have."""
    main = DISTRIBUTED + distributed("nfs", 310) + adapter("nfs", "", DHCP)
    named = entry("production", 'name = "dpg-nfs"')
    assert (
        judged("VMG1002", main, named + entry("storage", 'cidr = "10.31.0.0/24"\nroutable = true')) == "pass"
    )


@pytest.mark.parametrize(
    ("name", "content", "verdict"),
    [
        ("lifecycle", "unused since May", "unknown: the power state is known once the machine exists"),
        ("lifecycle", "used", "pass"),
        ("owner", "unused", "pass"),
    ],
)
def test_a_custom_attribute_marks_a_machine(judged: Judged, name: str, content: str, verdict: str) -> None:
    """By its name and its value; whether the machine runs only a state tells."""
    main = NOTED % name + machine(more=f'custom_attributes = {{ "101" = "{content}" }}')
    main = main.replace(
        'data "vsphere_custom_attribute" "lifecycle" {', 'data "vsphere_custom_attribute" "l" {\n id = "101"'
    )
    assert judged("VMG2301", main, MARKED) == verdict


def test_a_custom_attribute_that_nobody_knows_may_be_the_mark(judged: Judged) -> None:
    """Unless its value is another one anyhow."""
    written = machine(more='custom_attributes = { "101" = "%s" }')
    assert (
        judged("VMG2301", written % "unused", MARKED)
        == "unknown: the custom attribute is not in the configuration"
    )
    assert judged("VMG2301", written % "in use", MARKED) == "pass"


def test_a_custom_attribute_by_reference_is_known_once_it_exists(judged: Judged) -> None:
    """Its id is the key, which the server gives."""
    main = NOTED % "lifecycle" + machine(
        more='custom_attributes = { (data.vsphere_custom_attribute.lifecycle.id) = "unused" }'
    )
    assert judged("VMG2301", main, MARKED).startswith("unknown: ")
