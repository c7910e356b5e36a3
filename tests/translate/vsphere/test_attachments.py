"""Which network a machine's interface is on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.translate.vsphere.build import alone, copy_of, estate, of, plan, thing
from vmgate.model.fact import UnknownValue
from vmgate.model.value import Unknown
from vmgate.vocabulary.machine import VirtualMachine
from vmgate.vocabulary.network import PortGroup

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.model.resource import Resource
    from vmgate.model.value import Value
    from vmgate.vocabulary.network import Network

DISTRIBUTED = "DistributedVirtualPortgroup"


def machine(*networks: Value, under: str | None = None) -> Resource:
    """A machine with one interface on each network."""
    interfaces: list[Value] = [{"network_id": network} for network in networks]
    return of("vsphere_virtual_machine.vm", under, name="vm", network_interface=interfaces)


def networks(resource: Resource, *others: Resource) -> Sequence[Network]:
    """What a machine's first interface may be on."""
    return alone(VirtualMachine, resource, *others).nics[0].networks


def groups(network: Network) -> list[str]:
    """The addresses of the port groups that a network is."""
    return [group.resource.address for group in network.port_groups]


def lookup(name: Value, *, id_: Value = None, **values: Value) -> Resource:
    """A data source that looks a network up."""
    return of("data.vsphere_network.n", name=name, id=id_, **values)


LOOKED_UP = copy_of("data.vsphere_network.n:id")


def test_a_known_id_gets_its_name_from_the_data_source_that_was_read() -> None:
    """The site's inventory goes by names; the plan's ids are joined to them."""
    (network,) = networks(machine("dvportgroup-7"), lookup("pg-prod-100", id_="dvportgroup-7"))
    assert (network.name, network.id, network.managed) == ("pg-prod-100", "dvportgroup-7", False)


def test_an_id_that_nothing_knows_stays_an_id() -> None:
    """The site's inventory may know it by that."""
    (network,) = networks(machine("dvportgroup-7"))
    assert (network.name, network.id, network.managed) == (None, "dvportgroup-7", False)
    assert str(network) == "dvportgroup-7"


@pytest.mark.parametrize("attribute", ["id", "key"])
def test_an_existing_port_group_is_found_by_value(attribute: str) -> None:
    """`id` and `key` are the same identifier."""
    values: dict[str, Value] = {attribute: "dvportgroup-7"}
    (network,) = networks(
        machine("dvportgroup-7"), of("vsphere_distributed_port_group.g", name="pg", **values)
    )
    assert (network.name, network.managed) == ("pg", True)
    assert groups(network) == ["vsphere_distributed_port_group.g"]


def test_an_id_of_another_server_is_not_joined() -> None:
    """Two vCenters give the same ids to different networks."""
    data = of("data.vsphere_network.n", "provider.vsphere.dr", name="pg", id="dvportgroup-7")
    (network,) = networks(machine("dvportgroup-7", under="provider.vsphere"), data)
    assert network.name is None


def test_two_configurations_of_one_server_are_one_server() -> None:
    """Aliases may differ in credentials only."""
    blocks = [of(f"provider.vsphere{alias}", vsphere_server="vc.example.edu") for alias in ("", ".dr")]
    data = of("data.vsphere_network.n", "provider.vsphere.dr", name="pg", id="dvportgroup-7")
    (network,) = networks(machine("dvportgroup-7", under="provider.vsphere"), data, *blocks)
    assert network.name == "pg"
    assert network.endpoint == "vc.example.edu"


def test_the_endpoint_is_none_where_the_environment_has_it() -> None:
    """Nothing is made up for a server that is not written."""
    (network,) = networks(machine("x", under="provider.vsphere"), of("provider.vsphere"))
    assert network.endpoint is None


def test_a_reference_to_a_data_source_gives_its_name() -> None:
    """A data source that was not read yet still says what it looks up."""
    (network,) = networks(machine(LOOKED_UP), lookup("/dc/network/folder/pg%2fa"))
    assert (network.name, network.id, network.managed) == ("pg/a", None, False)
    assert network.where.path == ("network_interface", 0, "network_id")


def test_a_reference_to_a_port_group_with_its_key_is_certain() -> None:
    """One instance is one network."""
    segments = [of(f'vsphere_distributed_port_group.s["{key}"]', name=key) for key in ("a", "b")]
    (network,) = networks(machine(copy_of('vsphere_distributed_port_group.s["b"]:id')), *segments)
    assert (network.name, groups(network)) == ("b", ['vsphere_distributed_port_group.s["b"]'])


def test_a_reference_without_key_gives_every_instance_as_a_candidate() -> None:
    """Which instance it is is not known, so each is one possibility."""
    segments = [of(f'vsphere_distributed_port_group.s["{key}"]', name=key) for key in ("a", "b")]
    found = networks(machine(copy_of("vsphere_distributed_port_group.s:id")), *segments)
    assert [network.name for network in found] == ["a", "b"]


def test_both_branches_of_a_condition_are_candidates_each_once() -> None:
    """Two data sources that look up one name are one candidate."""
    others = [
        of(f"data.vsphere_network.{label}", name=name) for label, name in (("a", "x"), ("b", "y"), ("c", "y"))
    ]
    references = copy_of(*(f"data.vsphere_network.{label}:id" for label in "abc"))
    assert [network.name for network in networks(machine(references), *others)] == ["x", "y"]


def test_a_name_that_a_host_port_group_has_is_managed_on_every_host() -> None:
    """A standard port group exists once for each host, and the machine is on whichever host it runs."""
    hosts = [
        of(f'vsphere_host_port_group.g["{key}"]', name="pg-lab", host_system_id=key) for key in ("h1", "h2")
    ]
    (network,) = networks(machine(LOOKED_UP), lookup("pg-lab"), *hosts)
    assert groups(network) == [host.address for host in hosts]
    assert network.managed


def test_a_name_that_is_itself_a_reference_is_followed() -> None:
    """The data source looks up the port group's name before that is known."""
    group = of("vsphere_distributed_port_group.g", name=Unknown("known after apply"))
    (network,) = networks(machine(LOOKED_UP), lookup(copy_of("vsphere_distributed_port_group.g:name")), group)
    assert groups(network) == ["vsphere_distributed_port_group.g"]


def test_what_is_known_to_differ_is_not_joined_by_name() -> None:
    """A name may occur on two switches, and in both kinds of port group."""
    group = of(
        "vsphere_distributed_port_group.g", name="pg", id="dvportgroup-1", distributed_virtual_switch_uuid="1"
    )
    for data in (
        lookup("pg", id_="dvportgroup-2"),
        lookup("pg", type="Network"),
        lookup("pg", distributed_virtual_switch_uuid="2"),
    ):
        (network,) = networks(machine(LOOKED_UP), data, group)
        assert (network.name, network.managed) == ("pg", False)
    (network,) = networks(machine(LOOKED_UP), lookup("pg", type=DISTRIBUTED), group)
    assert network.managed


def test_a_copy_of_another_machines_attribute_is_followed() -> None:
    """A reference to an attribute that is itself a copy leads to what that copies."""
    resource = machine(copy_of("vsphere_vnic.v:distributed_port_group"))
    group = of("vsphere_distributed_port_group.g", name="pg")
    vnic = of("vsphere_vnic.v", distributed_port_group=copy_of("vsphere_distributed_port_group.g:id"))
    (network,) = networks(resource, vnic, group)
    assert network.name == "pg"


@pytest.mark.parametrize(
    ("network", "others", "reason"),
    [
        (Unknown("variable network has no value"), (), "variable network has no value"),
        (copy_of("data.vsphere_network.gone:id"), (), "known after apply"),
        (copy_of("data.vsphere_host.h:id"), (of("data.vsphere_host.h", name="h"),), "known after apply"),
        (LOOKED_UP, (lookup(Unknown("name has no value")),), "name has no value"),
        (None, (), "no network is named"),
    ],
)
def test_what_cannot_be_resolved_is_unknown(
    network: Value, others: tuple[Resource, ...], reason: str
) -> None:
    """No reference, one that leads nowhere, one to something else, a name that is not known, nothing at all."""
    with pytest.raises(UnknownValue) as caught:
        networks(machine(network), *others)
    assert caught.value.reason == reason


def test_each_unknown_says_where_it_stands() -> None:
    """Resolving alike ids once does not mix up whose they are."""
    nics = alone(VirtualMachine, machine(Unknown("first"), Unknown("second"))).nics
    for index, expected in enumerate(("first", "second")):
        with pytest.raises(UnknownValue) as caught:
            len(nics[index].networks)
        assert (caught.value.reason, caught.value.path) == (
            expected,
            ("network_interface", index, "network_id"),
        )


def test_an_unknown_number_of_interfaces_is_unknown() -> None:
    """A dynamic block over an unknown has no interfaces to list."""
    resource = of("vsphere_virtual_machine.vm", name="vm", network_interface=Unknown("for_each is not known"))
    with pytest.raises(UnknownValue, match="for_each is not known"):
        len(alone(VirtualMachine, resource).nics)


def test_an_ovfs_networks_are_those_of_its_map() -> None:
    """A machine from an OVF may leave its interfaces to the OVF, whose networks a map names."""
    ovf: list[Value] = [
        {"remote_ovf_url": "https://x/y.ova", "ovf_network_map": {"VM Network": "dvportgroup-7"}}
    ]
    resource = of("vsphere_virtual_machine.vm", name="vm", network_interface=[], ovf_deploy=ovf)
    (nic,) = alone(VirtualMachine, resource).nics
    assert nic.networks[0].id == "dvportgroup-7"
    assert nic.attachment.path == ("ovf_deploy", 0, "ovf_network_map", "VM Network")


def test_an_ovf_without_a_map_has_interfaces_that_nobody_sees() -> None:
    """That is unknown, not a machine without network."""
    ovf: list[Value] = [{"remote_ovf_url": "https://x/y.ova"}]
    resource = of("vsphere_virtual_machine.vm", name="vm", ovf_deploy=ovf)
    with pytest.raises(UnknownValue, match="left to the OVF"):
        len(alone(VirtualMachine, resource).nics)


def test_a_machine_without_interfaces_has_none() -> None:
    """Nothing is attached."""
    assert alone(VirtualMachine, machine()).nics == []


def test_guests_of_a_port_group_are_those_that_certainly_are_on_it() -> None:
    """A machine that may be on one of two networks is listed on neither, and one that cannot be told on none."""

    def vm(label: str, network: Value) -> Resource:
        return of(f"vsphere_virtual_machine.{label}", name=label, network_interface=[{"network_id": network}])

    whole = estate(
        *(of(f'vsphere_distributed_port_group.s["{key}"]', name=key) for key in ("a", "b")),
        vm("certain", copy_of('vsphere_distributed_port_group.s["a"]:id')),
        vm("either", copy_of("vsphere_distributed_port_group.s:id")),
        vm("nobody", Unknown("no value")),
    )
    group = thing(PortGroup, whole, 'vsphere_distributed_port_group.s["a"]')
    assert [nic.machine.resource.address for nic in group.guests] == ["vsphere_virtual_machine.certain"]
    assert group.guests[0].networks[0].name == "a"
    assert thing(PortGroup, whole, 'vsphere_distributed_port_group.s["b"]').guests == []


def test_a_real_plan_joins_by_value_and_by_reference() -> None:
    """Web machines are on a network that exists, databases on a port group that is about to."""
    whole = plan("campus/plan-vsphere-2.16.1")
    web = thing(VirtualMachine, whole, 'module.web["web-1"].vsphere_virtual_machine.this')
    (network,) = web.nics[0].networks
    assert (network.name, network.id, network.managed) == ("pg-prod-100", "dvportgroup-105", False)
    database = thing(VirtualMachine, whole, "vsphere_virtual_machine.db[1]")
    (network,) = database.nics[0].networks
    assert groups(network) == ['vsphere_distributed_port_group.segment["pg-db-130"]']
    guests = network.port_groups[0].guests
    assert [nic.machine.resource.address for nic in guests] == [
        "vsphere_virtual_machine.db[0]",
        "vsphere_virtual_machine.db[1]",
    ]
