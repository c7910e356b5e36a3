"""The hosts' own interfaces."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.translate.vsphere.build import Planned, alone, copy_of, of, plan, reason, thing
from vmgate.model.fact import UnknownValue
from vmgate.model.value import Unknown
from vmgate.vocabulary.network import HostInterface, PortGroup

if TYPE_CHECKING:
    from vmgate.model.resource import Resource
    from vmgate.model.value import Value


def vnic(**values: Value) -> Resource:
    """A VMkernel adapter of one host."""
    return of("vsphere_vnic.v", **{"host": "host-1", **values})


@pytest.mark.parametrize(
    ("values", "carries", "others"),
    [
        ({}, False, ()),
        ({"services": None}, False, ()),
        ({"services": ["management"]}, False, ("management",)),
        ({"services": ["management", "vmotion"]}, True, ("management",)),
        ({"netstack": "vmotion"}, True, ()),
        ({"netstack": "defaultTcpipStack", "services": ["vmotion"]}, True, ()),
    ],
)
def test_migration_is_a_service_or_a_stack(
    values: dict[str, Value], carries: object, others: tuple[str, ...]
) -> None:
    """Either way of saying it counts; without services there are none."""
    interface = alone(HostInterface, vnic(**values))
    assert interface.carries_migration.value is carries
    assert interface.other_services.value == others


def test_services_that_the_server_fills_in_are_none() -> None:
    """A newer provider shows unset services as unknown."""
    interface = alone(HostInterface, Planned(vnic(), ("services",)))
    assert interface.carries_migration.value is False
    assert interface.other_services.value == ()


def test_an_unknown_service_may_be_migration() -> None:
    """But not where the stack says that it is migration anyway."""
    interface = alone(HostInterface, vnic(services=["management", Unknown("no value")]))
    assert reason(interface.carries_migration) == "no value"
    assert reason(interface.other_services) == "no value"
    assert (
        alone(HostInterface, vnic(services=Unknown("x"), netstack="vmotion")).carries_migration.value is True
    )
    assert reason(alone(HostInterface, vnic(netstack=Unknown("stack"))).carries_migration) == "stack"


def test_gateways() -> None:
    """One for each address family; an empty one is none, an unknown one unknown."""
    interface = alone(HostInterface, vnic(ipv4=[{"gw": "10.0.0.1"}], ipv6=[{"gw": ""}]))
    assert [gateway.value for gateway in interface.gateways] == ["10.0.0.1", None]
    assert [gateway.path for gateway in interface.gateways] == [("ipv4", 0, "gw"), ("ipv6", 0, "gw")]
    first, second = alone(HostInterface, vnic(ipv4=[{"gw": Unknown("no value")}])).gateways
    assert reason(first) == "no value"
    assert second.value is None
    with pytest.raises(UnknownValue):
        len(alone(HostInterface, vnic(ipv4=Unknown("no value"))).gateways)


def test_a_standard_port_group_is_found_by_name_on_the_host() -> None:
    """Only the port group of the interface's own host is its network."""
    groups = [
        of(f"vsphere_host_port_group.g{number}", name="pg-vmk", host_system_id=f"host-{number}")
        for number in (1, 2)
    ]
    (network,) = alone(HostInterface, vnic(portgroup="pg-vmk"), *groups).networks
    assert (network.name, network.managed) == ("pg-vmk", True)
    assert [group.resource.address for group in network.port_groups] == ["vsphere_host_port_group.g1"]


def test_a_standard_port_group_elsewhere_is_known_by_name() -> None:
    """It is in no configuration, and the site's inventory may know it."""
    (network,) = alone(HostInterface, vnic(portgroup="pg-vmk")).networks
    assert (network.name, network.managed) == ("pg-vmk", False)


def test_on_a_host_that_is_not_known_it_may_be_one_of_several() -> None:
    """Each port group of the name is a candidate, and so is one that is not here."""
    group = of("vsphere_host_port_group.g", name="pg-vmk", host_system_id="host-1")
    interface = alone(HostInterface, vnic(host=Unknown("no value"), portgroup="pg-vmk"), group)
    assert [network.managed for network in interface.networks] == [True, False]


def test_a_distributed_port_group_is_found_by_value_and_by_reference() -> None:
    """As a machine's network is."""
    group = of("vsphere_distributed_port_group.g", name="pg-vmotion", key="dvportgroup-9")
    for value in ("dvportgroup-9", copy_of("vsphere_distributed_port_group.g:id")):
        (network,) = alone(HostInterface, vnic(distributed_port_group=value), group).networks
        assert (network.name, network.managed) == ("pg-vmotion", True)
        assert network.where.path == ("distributed_port_group",)


@pytest.mark.parametrize(
    "values", [{}, {"portgroup": Unknown("x")}, {"distributed_port_group": Unknown("x")}]
)
def test_no_network_that_could_be_told_is_unknown(values: dict[str, Value]) -> None:
    """Nothing is named, or a name without value."""
    with pytest.raises(UnknownValue):
        len(alone(HostInterface, vnic(**values)).networks)


def test_a_real_plan_lists_interfaces_on_their_port_group() -> None:
    """Two hosts move machines over one port group, with a gateway that should not be there."""
    whole = plan("broken/plan-vsphere-2.16.1")
    group = thing(PortGroup, whole, 'vsphere_distributed_port_group.segment["pg-vmotion-401"]')
    assert [interface.gateways[0].value for interface in group.host_interfaces] == ["10.40.0.1", "10.40.0.1"]
    assert all(interface.carries_migration.value for interface in group.host_interfaces)
    other = thing(PortGroup, whole, 'vsphere_distributed_port_group.segment["pg-web-110"]')
    assert other.host_interfaces == []
