"""Standard and distributed switches."""

from __future__ import annotations

import pytest

from tests.translate.vsphere.build import Planned, alone, copy_of, estate, of, plan, reason, thing
from vmgate.model.fact import UnknownValue
from vmgate.model.value import Unknown
from vmgate.vocabulary.network import VirtualSwitch

FLAGS = ("allow_promiscuous", "allow_mac_changes", "allow_forged_transmits")


def test_an_unset_standard_switch_accepts_mac_changes_and_forged_transmits() -> None:
    """The provider's defaults are sent: promiscuous mode off, the two others accepted."""
    switch = alone(
        VirtualSwitch, of("vsphere_host_virtual_switch.a", name="vSwitch1", allow_mac_changes=None)
    )
    assert (switch.promiscuous.value, switch.mac_changes.value, switch.forged_transmits.value) == (
        False,
        True,
        True,
    )
    assert switch.mac_changes.note == "provider default"
    assert switch.mac_changes.path == ("allow_mac_changes",)


def test_an_unset_distributed_switch_rejects_by_vcenters_default() -> None:
    """Nothing is sent, and vCenter rejects all three, whether the input shows that as absent or as unknown."""
    written = of("vsphere_distributed_virtual_switch.a", name="dvs")
    for resource in (written, Planned(written, FLAGS)):
        switch = alone(VirtualSwitch, resource)
        for fact in (switch.promiscuous, switch.mac_changes, switch.forged_transmits):
            assert fact.value is False
            assert fact.note == "vCenter default"


def test_a_written_flag_that_is_unknown_stays_unknown() -> None:
    """An unknown that the configuration does set is no default."""
    resource = of("vsphere_distributed_virtual_switch.a", allow_mac_changes=Unknown("variable has no value"))
    assert reason(alone(VirtualSwitch, resource).mac_changes) == "variable has no value"


def test_a_value_that_an_existing_switch_has_counts() -> None:
    """In a plan for an existing switch the server's own value is known."""
    resource = of("vsphere_distributed_virtual_switch.a", allow_promiscuous=True)
    assert alone(VirtualSwitch, resource).promiscuous.value is True


def test_port_groups_of_a_switch_are_found_by_name_and_host() -> None:
    """The same names on two hosts are two switches."""
    whole = estate(
        of("vsphere_host_virtual_switch.a", name="vSwitch1", host_system_id="host-1"),
        of("vsphere_host_virtual_switch.b", name="vSwitch1", host_system_id="host-2"),
        of("vsphere_host_port_group.a", name="pg", virtual_switch_name="vSwitch1", host_system_id="host-1"),
        of("vsphere_host_port_group.b", name="pg", virtual_switch_name="vSwitch1", host_system_id="host-2"),
        of("vsphere_host_port_group.c", name="pg2", virtual_switch_name="vSwitch0", host_system_id="host-2"),
    )
    switch = thing(VirtualSwitch, whole, "vsphere_host_virtual_switch.b")
    assert [group.resource.address for group in switch.port_groups] == ["vsphere_host_port_group.b"]


def test_a_port_group_that_may_be_on_a_switch_makes_the_list_unknown() -> None:
    """Its host is not known, so it may be on either; a switch of another name is not concerned."""
    whole = estate(
        of("vsphere_host_virtual_switch.a", name="vSwitch1", host_system_id="host-1"),
        of("vsphere_host_virtual_switch.b", name="vSwitch2", host_system_id="host-1"),
        of(
            "vsphere_host_port_group.a",
            name="pg",
            virtual_switch_name="vSwitch1",
            host_system_id=Unknown("later"),
        ),
    )
    with pytest.raises(UnknownValue, match="may or may not"):
        len(thing(VirtualSwitch, whole, "vsphere_host_virtual_switch.a").port_groups)
    assert thing(VirtualSwitch, whole, "vsphere_host_virtual_switch.b").port_groups == []


def test_a_port_group_whose_distributed_switch_cannot_be_told_concerns_all_of_them() -> None:
    """An id without value and without reference may be any switch's."""
    whole = estate(
        of("vsphere_distributed_virtual_switch.a", name="dvs"),
        of(
            "vsphere_distributed_port_group.a", name="pg", distributed_virtual_switch_uuid=Unknown("no value")
        ),
    )
    with pytest.raises(UnknownValue, match="may or may not"):
        len(thing(VirtualSwitch, whole, "vsphere_distributed_virtual_switch.a").port_groups)


def test_hosts_that_are_the_same_reference_are_the_same_host() -> None:
    """Before anything was read, a host is known only as an attribute of a data source."""
    host = copy_of('data.vsphere_host.esxi["x"]:id')
    other = copy_of('data.vsphere_host.esxi["y"]:id')
    whole = estate(
        of('data.vsphere_host.esxi["x"]', name="x"),
        of('data.vsphere_host.esxi["y"]', name="y"),
        of('vsphere_host_virtual_switch.a["x"]', name="vSwitch1", host_system_id=host),
        of('vsphere_host_virtual_switch.a["y"]', name="vSwitch1", host_system_id=other),
        of(
            'vsphere_host_port_group.a["x"]',
            name="pg",
            virtual_switch_name="vSwitch1",
            host_system_id=copy_of('vsphere_host_virtual_switch.a["x"]:host_system_id'),
        ),
    )
    switch = thing(VirtualSwitch, whole, 'vsphere_host_virtual_switch.a["x"]')
    assert [group.resource.address for group in switch.port_groups] == ['vsphere_host_port_group.a["x"]']
    assert thing(VirtualSwitch, whole, 'vsphere_host_virtual_switch.a["y"]').port_groups == []


def test_a_real_plan_has_all_port_groups_on_its_switch() -> None:
    """The switch is about to be created, so its port groups know it by reference only."""
    switch = thing(
        VirtualSwitch, plan("broken/plan-vsphere-2.16.1"), "vsphere_distributed_virtual_switch.campus"
    )
    assert len(switch.port_groups) == 7
    assert switch.mac_changes.value is True
