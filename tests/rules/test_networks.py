"""What the rules about networks say that their pages do not show: policies, neighbours, candidates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.rules.configuration import machine

if TYPE_CHECKING:
    from collections.abc import Callable

    Judged = Callable[..., str]

UNKNOWN = 'resource "terraform_data" "choice" { input = true }\n'
HOST = 'data "vsphere_host" "esx01" {\n  name = "esx-01"\n  datacenter_id = "datacenter-2"\n}\n'
SWITCH = """
resource "vsphere_host_virtual_switch" "guests" {
  name              = "vSwitch1"
  host_system_id    = data.vsphere_host.esx01.id
  network_adapters  = ["vmnic2"]
  active_nics       = ["vmnic2"]
  allow_promiscuous = %s
}
"""
DISTRIBUTED = """
resource "vsphere_distributed_virtual_switch" "campus" {
  name          = "dvs-campus"
  datacenter_id = "datacenter-2"
}
"""


def distributed(name: str, vlan: int, more: str = "") -> str:
    """A port group of the distributed switch."""
    return f"""
resource "vsphere_distributed_port_group" "{name}" {{
  name                            = "dpg-{name}"
  distributed_virtual_switch_uuid = vsphere_distributed_virtual_switch.campus.id
  vlan_id                         = {vlan}
  {more}
}}
"""


def adapter(group: str, services: str = '"vmotion"', more: str = "") -> str:
    """A host's own interface on a port group of the distributed switch."""
    return f"""
resource "vsphere_vnic" "{group}" {{
  host                    = "host-12"
  distributed_switch_port = vsphere_distributed_virtual_switch.campus.id
  distributed_port_group  = vsphere_distributed_port_group.{group}.id
  services                = [{services}]
  {more}
}}
"""


def looked_up(*names: str) -> str:
    """Networks that the configuration looks up by name."""
    return "".join(f'data "vsphere_network" "{name}" {{\n  name = "{name}"\n}}\n' for name in names)


def network(name: str, role: str, more: str = "") -> str:
    """An entry of the site's inventory."""
    return f'[[network]]\nname = "{name}"\nrole = "{role}"\n{more}\n'


@pytest.mark.parametrize(
    ("policy", "promiscuous", "verdict"),
    [
        ("required", "true", "pass"),
        ("required", "false", "fail: promiscuous mode is off"),
        ("forbidden", "true", "fail: promiscuous mode is on"),
        ("forbidden", "false", "pass"),
        ("monitored-only", "true", "fail: only port groups in role monitoring may be promiscuous"),
        ("monitored-only", "false", "pass"),
    ],
)
def test_the_policy_decides_what_a_switch_has_to_be(
    judged: Judged, policy: str, promiscuous: str, verdict: str
) -> None:
    """C08 as the site applies it: required, forbidden, or for monitoring only."""
    main = HOST + SWITCH % promiscuous
    assert judged("VMG0801", main, f'[policy]\npromiscuous = "{policy}"\n') == verdict


def test_a_port_group_that_says_nothing_is_its_switchs_matter(judged: Judged) -> None:
    """What inherits overrides nothing."""
    assert judged("VMG0802", DISTRIBUTED + distributed("web", 110)) == "pass"


def test_a_guest_beside_a_hosts_interface_is_on_its_network(judged: Judged) -> None:
    """A port group that a host uses itself is no place for machines, whatever the inventory says."""
    main = DISTRIBUTED + distributed("nfs", 310) + adapter("nfs", "")
    main += machine("vsphere_distributed_port_group.nfs.id")
    told = "fail: dpg-nfs is shared with a host interface"
    assert judged("VMG1901", main) == told
    assert judged("VMG1901", main, network("dpg-nfs", "production")) == told


def test_a_guest_with_the_vlan_of_a_hosts_interface_is_on_its_network(judged: Judged) -> None:
    """Two port groups of one switch with one VLAN are one network; with two VLANs they are not."""
    rest = DISTRIBUTED + distributed("nfs", 310) + adapter("nfs", "")
    rest += machine("vsphere_distributed_port_group.web.id")
    shared = "fail: dpg-web has the VLAN of dpg-nfs, which has a host interface"
    assert judged("VMG1901", rest + distributed("web", 310)) == shared
    assert judged("VMG1901", rest + distributed("web", 110)) == "pass"


def test_a_guest_with_the_vlan_of_an_infrastructure_network_is_on_it(judged: Judged) -> None:
    """The inventory's VLANs count for port groups that it does not list."""
    main = DISTRIBUTED + distributed("web", 310) + machine("vsphere_distributed_port_group.web.id")
    named = network("pg-nfs-310", "storage", "vlan = 310")
    assert judged("VMG1901", main, named) == "fail: dpg-web has the VLAN 310 of a storage network"
    by_vlan = '[[network]]\nvlan = 310\nbridge = "vmbr9"\nrole = "storage"\n'
    assert judged("VMG1901", main, by_vlan) == "pass"


def test_candidates_that_agree_decide_and_others_do_not(judged: Judged) -> None:
    """Where one of two networks is meant, a verdict that both have stands; otherwise nobody knows."""
    choice = "terraform_data.choice.output ? data.vsphere_network.one.id : data.vsphere_network.two.id"
    main = UNKNOWN + looked_up("one", "two") + machine(choice)
    storage, backup = network("one", "storage"), network("two", "backup")
    assert judged("VMG1901", main, storage + backup) == "fail: one has the role storage in the site inventory"
    differs = judged("VMG1901", main, storage + network("two", "production"))
    assert differs == "unknown: it depends on which network it is attached to"
    assert judged("VMG1901", main, network("one", "production") + network("two", "dmz")) == "pass"


def test_an_entry_of_another_server_is_another_network(judged: Judged) -> None:
    """Names are names on one server; without a server told, one that is the site's only one is meant."""
    provider = 'provider "vsphere" {\n  vsphere_server = "%s"\n}\n'
    main = looked_up("pg-a") + machine("data.vsphere_network.pg-a.id")
    policy = network("pg-a", "storage", 'endpoint = "vcenter.example.edu"')
    fails = "fail: pg-a has the role storage in the site inventory"
    missing = "unknown: network is not in the site inventory"
    assert judged("VMG1901", provider % "vcenter.example.edu" + main, policy) == fails
    assert judged("VMG1901", provider % "lab.example.edu" + main, policy) == missing
    assert judged("VMG1901", main, policy) == fails
    both = '[[endpoint]]\nname = "vcenter.example.edu"\n[[endpoint]]\nname = "lab.example.edu"\n'
    assert judged("VMG1901", main, both + policy) == missing


@pytest.mark.parametrize(
    ("rest", "verdict"),
    [
        (distributed("vmotion", 27), "pass"),
        (
            distributed("vmotion", 0),
            "fail: migration has no VLAN of its own: the port group carries untagged traffic",
        ),
        (
            distributed("vmotion", 27) + machine("vsphere_distributed_port_group.vmotion.id"),
            "fail: migration shares dpg-vmotion with virtual machines",
        ),
        (
            distributed("vmotion", 27)
            + adapter("vmotion", '"management"').replace('"vmotion" {', '"mgmt" {'),
            "fail: migration shares dpg-vmotion with other host interfaces",
        ),
        (
            distributed("vmotion", 27) + distributed("web", 27),
            "fail: migration shares VLAN 27 with dpg-web",
        ),
        (distributed("vmotion", 27) + distributed("second", 27) + adapter("second"), "pass"),
    ],
)
def test_migration_has_its_port_group_and_vlan_to_itself(judged: Judged, rest: str, verdict: str) -> None:
    """Guests, other services and other port groups of the VLAN share it; a second migration network does not."""
    assert judged("VMG2701", DISTRIBUTED + adapter("vmotion") + rest) == verdict


def test_a_migration_network_of_the_inventory_is_for_migration(judged: Judged) -> None:
    """A network that the configuration does not state has to be listed, and with that role."""
    main = 'resource "vsphere_vnic" "one" {\n  host = "host-12"\n  portgroup = "pg-x"\n  services = ["vmotion"]\n}\n'
    assert judged("VMG2701", main) == "unknown: network is not in the site inventory"
    other = "fail: migration is on pg-x, which has the role production"
    assert judged("VMG2701", main, network("pg-x", "production")) == other
    routed = network("pg-x", "migration", "routable = true")
    assert judged("VMG2701", main, routed) == "pass"
    assert (
        judged("VMG2702", main, routed)
        == "fail: migration is on pg-x, which is routable by the site inventory"
    )
