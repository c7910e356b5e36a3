"""Storage traffic of hosts, unused uplinks, and port groups that have a VLAN in common."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.translate.vsphere.build import alone, copy_of, estate, of, plan, reason, thing
from vmgate.model.fact import UnknownValue
from vmgate.model.site import Role, Site, SiteNetwork
from vmgate.model.value import Unknown
from vmgate.vocabulary.certificate import TrustingThing
from vmgate.vocabulary.network import DYNAMIC, HostInterface, PortGroup, VirtualSwitch
from vmgate.vocabulary.storage_traffic import carries_storage

if TYPE_CHECKING:
    from vmgate.model.resource import Resource
    from vmgate.model.value import Value

DAY = date(2026, 11, 23)
LISTED = Site(DAY, networks=(SiteNetwork(Role.MANAGEMENT, name="pg-mgmt-20"),))


def vnic(ip: Value = "10.31.0.11", **values: Value) -> Resource:
    """A host's interface on a network of the inventory."""
    address: Value = {"ip": ip, "netmask": "255.255.255.0"}
    return of("vsphere_vnic.v", **{"host": "host-1", "portgroup": "pg-mgmt-20", "ipv4": [address], **values})


def nas(*hosts: Value) -> Resource:
    """A datastore that is mounted from file servers."""
    return of("vsphere_nas_datastore.n", remote_hosts=list(hosts))


@pytest.mark.parametrize(
    ("servers", "storage"),
    [(["10.31.0.5"], True), (["10.32.0.5", "10.31.0.5"], True), (["10.32.0.5"], False), ([], False)],
)
def test_an_interface_in_the_network_of_a_file_server_carries_storage(
    servers: list[Value], *, storage: bool
) -> None:
    """Whatever the inventory has it for."""
    assert carries_storage(alone(HostInterface, vnic(), nas(*servers)), LISTED) is storage


def test_a_file_server_by_name_leaves_it_to_the_inventory() -> None:
    """And where that is silent, nobody knows."""
    interface = alone(HostInterface, vnic(), nas("nfs.example.edu"))
    assert carries_storage(interface, LISTED) is False
    with pytest.raises(UnknownValue):
        carries_storage(interface, Site(DAY))


def test_an_unknown_server_or_address_is_unknown() -> None:
    """Even on a network that is listed for something else."""
    for resource, server in ((vnic(), Unknown("later")), (vnic(ip=Unknown("later")), "10.31.0.5")):
        with pytest.raises(UnknownValue):
            carries_storage(alone(HostInterface, resource, nas(server)), LISTED)


def test_addresses_have_the_length_of_their_network() -> None:
    """Those that are given by DHCP or by a router are not told."""
    assert [one.value for one in alone(HostInterface, vnic()).addresses] == ["10.31.0.11/255.255.255.0"]
    given = vnic(ipv4=[{"dhcp": True}], ipv6=[{"autoconfig": True}])
    assert [one.value for one in alone(HostInterface, given).addresses] == [DYNAMIC, DYNAMIC]
    newer = vnic(ipv4=[], ipv6=[{"addresses": ["2001:db8::1/64"]}])
    assert [one.value for one in alone(HostInterface, newer).addresses] == ["2001:db8::1/64"]


@pytest.mark.parametrize(
    ("values", "others"),
    [
        ({}, ()),
        ({"services": ["vsan"]}, ()),
        ({"services": ["vsan", "management"]}, ("management",)),
        ({"netstack": "vmotion"}, ("vmotion",)),
    ],
)
def test_vsan_is_storage_and_nothing_else_is(values: dict[str, Value], others: tuple[str, ...]) -> None:
    """A stack of its own is a service of its own."""
    assert alone(HostInterface, vnic(**values)).other_than_storage.value == others


def switch(**values: Value) -> Resource:
    """A standard switch with two cards."""
    own: dict[str, Value] = {
        "name": "vSwitch1",
        "host_system_id": "host-1",
        "network_adapters": ["vmnic0", "vmnic1"],
    }
    return of("vsphere_host_virtual_switch.s", **{**own, **values})


def group(name: str, vlan: Value = 110, host: Value = "host-1", **values: Value) -> Resource:
    """A port group of the switch."""
    address = f"vsphere_host_port_group.{name}"
    own: dict[str, Value] = {"name": name, "virtual_switch_name": "vSwitch1"}
    return of(address, **{**own, "host_system_id": host, "vlan_id": vlan, **values})


@pytest.mark.parametrize(
    ("values", "unused"),
    [
        ({"active_nics": ["vmnic0"]}, ("vmnic1",)),
        ({"active_nics": ["vmnic0"], "standby_nics": ["vmnic1"]}, ()),
        ({"network_adapters": [], "active_nics": []}, ()),
    ],
)
def test_a_card_that_is_neither_active_nor_standby_is_unused(
    values: dict[str, Value], unused: tuple[str, ...]
) -> None:
    """A switch without cards is for guests among themselves."""
    assert alone(VirtualSwitch, switch(**values)).unused_uplinks.value == unused


def test_a_card_that_a_port_group_uses_is_in_use() -> None:
    """It overrides what its switch says; one whose cards are not known may use any."""
    own = switch(active_nics=["vmnic0"])
    used = alone(VirtualSwitch, own, group("web", active_nics=["vmnic1"]))
    assert used.unused_uplinks.value == ()
    unsure = alone(VirtualSwitch, own, group("web", active_nics=Unknown("later")))
    with pytest.raises(UnknownValue, match="later"):
        str(unsure.unused_uplinks)


def mates(*groups: Resource) -> list[tuple[str, bool | None]]:
    """The others of the first port group's VLAN, and whether they are on its switch."""
    found = thing(PortGroup, estate(*groups), groups[0].address).vlan_mates
    return [(mate.group.name.value, mate.together.value if mate.together.known else None) for mate in found]


def test_port_groups_of_one_vlan_are_found_on_a_switch_that_is_not_here() -> None:
    """By the name of the switch and its host."""
    told = mates(group("a"), group("b"), group("c", 120), group("d", host="host-2"), group("e", 0))
    assert told == [("b", True)]
    assert mates(group("a", 0), group("b", 0)) == []


def test_a_port_group_whose_vlan_or_switch_is_not_known_may_be_one() -> None:
    """So it is there, and unknown."""
    assert mates(group("a"), group("b", Unknown("later"))) == [("b", None)]
    assert mates(group("a"), group("b", host=Unknown("later"))) == [("b", None)]


def test_a_pinned_host_is_trusted_without_an_authority() -> None:
    """Also by a thumbprint that is read in the same run; the host's own attribute says so."""
    for value, pinned in (("9B:1E", True), ("", False), (None, False)):
        (pin,) = alone(TrustingThing, of("vsphere_host.h", thumbprint=value)).pins
        assert pin.trusted.value is pinned
    source = of("data.vsphere_host_thumbprint.t", id=Unknown("later"))
    read = of("vsphere_host.h", thumbprint=copy_of("data.vsphere_host_thumbprint.t:id"))
    assert alone(TrustingThing, read, source).pins[0].trusted.value is True
    unknown = of("vsphere_host.h", thumbprint=Unknown("later"))
    assert reason(alone(TrustingThing, unknown).pins[0].trusted) == "later"


def test_a_real_plan_leaves_a_card_unused() -> None:
    """Of two, one is active."""
    address = 'vsphere_host_virtual_switch.mgmt["DC0_C0_H0"]'
    found = thing(VirtualSwitch, plan("broken/plan-vsphere-2.16.1"), address)
    assert found.unused_uplinks.value == ("vmnic1",)
