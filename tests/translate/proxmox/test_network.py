"""What guests' interfaces are attached to, and in which VLAN."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.translate.proxmox.build import (
    CONTAINER,
    LATER,
    MACHINE,
    copy_of,
    known,
    planned,
    provider,
    resource,
    thing,
)
from vmgate.model.fact import UnknownValue
from vmgate.model.resource import Resource
from vmgate.model.value import Reference, Unknown
from vmgate.vocabulary.machine import VirtualMachine
from vmgate.vocabulary.network import UNTAGGED, HostInterface, Nic, PortGroup, VirtualSwitch, Vlan, tagged
from vmgate.vocabulary.storage import Datastore

if TYPE_CHECKING:
    from vmgate.model.value import Value

BRIDGE = "proxmox_virtual_environment_network_linux_bridge"
SHORT_BRIDGE = "proxmox_network_linux_bridge"
VLAN = "proxmox_network_linux_vlan"
VNET = "proxmox_sdn_vnet"


def nic(*others: Resource, node: object = "pve1", **device: object) -> Nic:
    """The one interface of a machine, in an estate with others."""
    own = resource(MACHINE, node_name=node, network_device=[device])
    (found,) = thing(VirtualMachine, own, *others).nics
    return found


def test_planned_interfaces_have_their_vlan_or_none() -> None:
    """In the real plan `vlan_id` is 110 for one clone and 0, the default, for the other."""
    (tagged_nic,) = planned(VirtualMachine, f'{MACHINE}.web["web-1"]').nics
    (untagged_nic,) = planned(VirtualMachine, f'{MACHINE}.web["web-2"]').nics
    assert tagged_nic.vlan.value.single == 110
    assert untagged_nic.vlan.value.untagged
    assert untagged_nic.vlan.path == ("network_device", 0, "vlan_id")


def test_a_planned_trunk_is_one() -> None:
    """`trunks = "10;20;30"` gives the guest three VLANs besides the untagged one."""
    _, trunk = planned(VirtualMachine, f"{MACHINE}.scratch").nics
    assert trunk.vlan.value.trunk
    assert trunk.vlan.value.ranges == ((0, 0), (10, 10), (20, 20), (30, 30))
    assert trunk.vlan.path == ("network_device", 1, "trunks")


def test_a_bridge_of_another_node_is_another_bridge() -> None:
    """The real plan has a vmbr9 on pve1; the machine on pve2 is not attached to it."""
    _, trunk = planned(VirtualMachine, f"{MACHINE}.scratch").nics
    (network,) = trunk.networks
    assert network.bridge == "vmbr9"
    assert not network.managed
    assert network.endpoint == "127.0.0.1"


@pytest.mark.parametrize("bridge", [BRIDGE, SHORT_BRIDGE])
def test_a_bridge_of_the_same_node_is_managed(bridge: str) -> None:
    """Under its long and its short type name."""
    (network,) = nic(resource(bridge, name="vmbr9", node_name="pve1"), bridge="vmbr9").networks
    assert network.managed
    (segment,) = network.port_groups
    assert segment.name.value == "vmbr9"
    assert segment.host_interfaces == []


def test_a_network_is_known_by_the_host_it_is_managed_through() -> None:
    """Two clusters may each have a vmbr0."""
    (network,) = nic(provider(endpoint="https://PVE.example.edu:8006/"), bridge="vmbr0").networks
    assert network.endpoint == "pve.example.edu"


def test_the_default_bridge_is_vmbr0() -> None:
    """An interface that names no bridge is on the provider's default."""
    (network,) = nic().networks
    assert network.bridge == "vmbr0"


def test_a_vnet_is_a_port_group_and_gives_its_tag() -> None:
    """An interface on an SDN vnet is in the vnet's VLAN without a tag of its own."""
    found = nic(resource(VNET, id="web", zone="lan", tag=120), bridge="web")
    (network,) = found.networks
    (port_group,) = network.port_groups
    assert network.managed
    assert network.name == "web"
    assert port_group.name.value == "web"
    assert found.vlan.value == tagged(120)
    assert found.vlan.path == ("tag",)


def test_a_vnet_without_a_tag_is_untagged() -> None:
    """A simple zone does not separate anything."""
    vnet = resource(VNET, id="web", zone="lan")
    assert thing(PortGroup, vnet).vlan.value == UNTAGGED
    assert nic(vnet, bridge="web").vlan.value == UNTAGGED


def test_the_tag_of_a_vxlan_is_a_segment_beyond_vlans() -> None:
    """VXLAN ids go further than 4095, and 4095 more is not "every VLAN"."""
    vlan = thing(PortGroup, resource(VNET, id="web", zone="lan", tag=10120)).vlan.value
    assert not vlan.untagged
    assert not vlan.trunk


@pytest.mark.parametrize(
    ("ports", "vlan"),
    [
        (["bond0.20"], tagged(20)),
        (["eno1.20", "eno2.20"], tagged(20)),
        (["storage"], tagged(31)),
        (["eno1"], UNTAGGED),
        (["eno1.20", "eno2.30"], UNTAGGED),
        (["eno1.20", "eno2"], UNTAGGED),
        ([], UNTAGGED),
    ],
)
def test_a_bridge_built_on_a_vlan_gives_it(ports: list[str], vlan: Vlan) -> None:
    """A bridge whose ports are all interfaces of one VLAN carries that VLAN."""
    bridge = resource(BRIDGE, "b", name="vmbr2", node_name="pve1", ports=list(ports))
    interface = resource(VLAN, name="storage", node_name="pve1", interface="bond0", vlan=31)
    assert nic(bridge, interface, bridge="vmbr2").vlan.value == vlan


def test_an_interface_s_own_tag_comes_first() -> None:
    """On whatever bridge, `vlan_id` decides."""
    assert nic(resource(VNET, id="web", zone="lan", tag=120), bridge="web", vlan_id=7).vlan.value == tagged(7)


@pytest.mark.parametrize("attribute", ["vlan_id", "trunks"])
def test_an_unknown_vlan_is_unknown(attribute: str) -> None:
    """Neither untagged nor tagged."""
    assert known(nic(bridge="vmbr0", **{attribute: LATER}).vlan) == "unknown: known after apply"


def test_a_trunk_in_words_is_unknown() -> None:
    """What is no list of VLAN ids is not judged."""
    assert known(nic(bridge="vmbr0", trunks="all").vlan) == "unknown: the trunk is not a list of VLAN ids"


def test_an_unknown_bridge_is_unknown() -> None:
    """Where it is a copy of nothing that the configuration has."""
    found = nic(bridge=LATER)
    with pytest.raises(UnknownValue, match="known after apply"):
        _ = found.networks
    assert known(found.vlan) == "unknown: known after apply"


def test_an_unknown_bridge_that_is_copied_from_bridges_is_one_of_them() -> None:
    """Each instance that may be meant is a candidate."""
    address = f"{BRIDGE}.each"
    instances: list[tuple[str, list[Value]]] = [("vmbr1", ["eno1.20"]), ("vmbr2", ["eno2.20"])]
    bridges = [
        Resource(
            address=f'{address}["{key}"]', block_address=address, mode="managed", type=BRIDGE, name="each", key=key,
            values={"name": key, "node_name": "pve1", "ports": ports},
        )
        for key, ports in instances
    ]  # fmt: skip
    found = nic(*bridges, bridge=copy_of(address, "name"))
    assert [(network.bridge, network.managed) for network in found.networks] == [
        ("vmbr1", True),
        ("vmbr2", True),
    ]
    assert found.vlan.value == tagged(20)


def test_a_clone_without_interfaces_has_its_templates() -> None:
    """Which are not known, and nothing to pass on."""
    clone = thing(VirtualMachine, resource(MACHINE, clone=[{"vm_id": 9000}]))
    with pytest.raises(UnknownValue, match="inherited"):
        _ = clone.nics


def test_a_new_machine_without_interfaces_has_none() -> None:
    """Nothing is inherited where nothing is cloned."""
    assert list(thing(VirtualMachine, resource(MACHINE)).nics) == []


def test_a_clone_can_do_without_its_templates_interfaces() -> None:
    """`network_device = []` removes them all."""
    assert (
        list(thing(VirtualMachine, resource(MACHINE, clone=[{"vm_id": 9000}], network_device=[])).nics) == []
    )


def test_interfaces_whose_number_is_unknown_are_unknown() -> None:
    """A dynamic block over an unknown collection."""
    machine = thing(VirtualMachine, resource(MACHINE, network_device=copy_of("local.x")))
    with pytest.raises(UnknownValue):
        _ = machine.nics


def test_an_interface_that_is_switched_off_is_none() -> None:
    """The deprecated `enabled = false` leaves it out."""
    own = resource(MACHINE, network_device=[{"bridge": "vmbr0", "enabled": False}])
    assert list(thing(VirtualMachine, own).nics) == []


def test_a_container_s_interface_is_read_alike() -> None:
    """Default bridge, and a VLAN of its own."""
    own = resource(CONTAINER, node_name="pve1", network_interface=[{"name": "eth0", "vlan_id": 20}])
    (found,) = thing(VirtualMachine, own).nics
    assert found.vlan.value == tagged(20)
    assert [network.bridge for network in found.networks] == ["vmbr0"]


def test_a_cloned_container_without_interfaces_has_its_templates() -> None:
    """As a virtual machine."""
    with pytest.raises(UnknownValue, match="inherited"):
        _ = thing(VirtualMachine, resource(CONTAINER, clone=[{"vm_id": 9000}])).nics


def test_a_planned_bridge_is_a_switch() -> None:
    """With its name, which is all that Proxmox lets one say of it here."""
    bridge = planned(VirtualSwitch, f"{BRIDGE}.storage")
    assert bridge.name.value == "vmbr9"


def test_an_unknown_bridge_that_is_copied_from_a_vnet_is_the_vnet() -> None:
    """With its tag."""
    vnet = resource(VNET, id="web", zone="lan", tag=120)
    found = nic(vnet, bridge=copy_of(vnet.address, "id"))
    assert [(network.name, network.managed) for network in found.networks] == [("web", True)]
    assert found.vlan.value == tagged(120)


def test_an_unknown_bridge_that_is_copied_from_something_else_is_unknown() -> None:
    """Only the name of a bridge and the id of a vnet tell what it is."""
    bridge = resource(BRIDGE, name="vmbr1", node_name="pve1")
    with pytest.raises(UnknownValue, match="known after apply"):
        _ = nic(bridge, bridge=copy_of(bridge.address, "comment")).networks


def test_candidates_in_different_vlans_leave_the_vlan_unknown() -> None:
    """It depends on which of them it is."""
    one, two = (resource(VNET, label, id=label, zone="lan", tag=tag) for label, tag in (("a", 1), ("b", 2)))
    both = Unknown("known after apply", (Reference(one.address, ("id",)), Reference(two.address, ("id",))))
    assert known(nic(one, two, bridge=both).vlan) == "unknown: it depends on which bridge it is"


def test_a_node_s_interface_in_a_vlan_has_its_gateways() -> None:
    """One for each address family, None where there is none."""
    interface = thing(HostInterface, resource(VLAN, name="eno1.20", gateway="10.20.0.1"))
    assert [gateway.value for gateway in interface.gateways] == ["10.20.0.1", None]


@pytest.mark.parametrize("kind", ["nfs", "cifs", "pbs", "directory", "lvm", "lvmthin", "zfspool"])
@pytest.mark.parametrize("prefix", ["proxmox_", "proxmox_virtual_environment_"])
def test_a_storage_is_a_datastore(prefix: str, kind: str) -> None:
    """Under both names of its type."""
    storage = resource(f"{prefix}storage_{kind}", id="store")
    assert thing(Datastore, storage).resource is storage
