"""vSphere: the providers hashicorp/vsphere and vmware/vsphere and their forks, recognised by resource type."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from vmgate.translate.vsphere.access import EntityPermissions, ExistingRole, ManagedRole
from vmgate.translate.vsphere.cluster import ComputeCluster
from vmgate.translate.vsphere.connections import (
    OvfConnection,
    ProviderConnection,
    ThumbprintConnection,
)
from vmgate.translate.vsphere.host import EsxiHost
from vmgate.translate.vsphere.interfaces import VmkernelAdapter, machine_nic
from vmgate.translate.vsphere.joins import DISTRIBUTED_PORT_GROUP, DISTRIBUTED_SWITCH, PORT_GROUPS, endpoint
from vmgate.translate.vsphere.libraries import ContentLibrary, ContentLibraryItem, SoftwareDepot
from vmgate.translate.vsphere.links import Links
from vmgate.translate.vsphere.machine import Machine
from vmgate.translate.vsphere.network import DistributedPortGroup, StandardPortGroup
from vmgate.translate.vsphere.profile import things as profile_things
from vmgate.translate.vsphere.storage import NasDatastore, VmfsDatastore, VsphereDatastore
from vmgate.translate.vsphere.switches import DistributedSwitch, StandardSwitch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource
    from vmgate.translate.vsphere.inventory import FromInventory
    from vmgate.vocabulary.network import HostInterface, Nic, PortGroup, VirtualSwitch
    from vmgate.vocabulary.thing import Thing


class VsphereInventory:
    """The things of one estate (see `inventory.Inventory`).

    Switches and port groups are made once and keep what was asked often: every machine asks for its network.
    """

    def __init__(self, estate: Estate) -> None:
        self.estate = estate
        # Things that others lead to are made once, so that what they have worked out stays. A thing that is
        # judged is always made anew: what is read of it while it is judged must be read of its resource.
        self._switches: dict[str, VirtualSwitch] = {}
        self._port_groups: dict[str, PortGroup] = {}

    @property
    def links(self) -> Links:
        """The links among the estate's resources."""
        return self.estate.kept(Links)

    def switch(self, resource: Resource) -> VirtualSwitch:
        """A standard or distributed switch."""
        found = self._switches.get(resource.address)
        if found is None:
            made = DistributedSwitch if resource.type == DISTRIBUTED_SWITCH else StandardSwitch
            found = self._switches[resource.address] = made(resource, self)
        return found

    def port_group(self, resource: Resource) -> PortGroup:
        """A port group of a standard or distributed switch."""
        found = self._port_groups.get(resource.address)
        if found is None:
            made = DistributedPortGroup if resource.type == DISTRIBUTED_PORT_GROUP else StandardPortGroup
            found = self._port_groups[resource.address] = made(resource, self)
        return found

    def host_interface(self, resource: Resource) -> HostInterface:
        """A VMkernel adapter."""
        return VmkernelAdapter(resource, self)

    def nic(self, machine: Resource, index: int) -> Nic:
        """One network interface of a machine."""
        return machine_nic(Machine(machine, self), index, self)

    @cached_property
    def port_groups_by_vlan(self) -> Mapping[int | None, Sequence[PortGroup]]:
        """The port groups that have a single VLAN, by that; under None those whose VLAN is not known."""
        found: dict[int | None, list[PortGroup]] = {}
        for group in map(self.port_group, self.estate.of_type(*PORT_GROUPS)):
            single = group.vlan.value.single if group.vlan.known else None
            if single is not None or not group.vlan.known:
                found.setdefault(single, []).append(group)
        return found

    @property
    def permissions(self) -> Sequence[EntityPermissions]:
        """All permissions that the estate states."""
        return [EntityPermissions(one, self) for one in self.estate.of_type("vsphere_entity_permissions")]

    def endpoint(self, resource: Resource) -> str | None:
        """The management server of a resource, when it is known."""
        return endpoint(self.estate, resource)


def _made(*classes: type[FromInventory]) -> Callable[[Resource, Estate], Iterable[Thing]]:
    def translate(resource: Resource, estate: Estate) -> Iterable[Thing]:
        inventory = estate.kept(VsphereInventory)
        return [made(resource, inventory) for made in classes]

    return translate


def _profile(resource: Resource, estate: Estate) -> Iterable[Thing]:
    return profile_things(resource, estate.kept(VsphereInventory))


TRANSLATIONS: dict[tuple[str, str], Callable[[Resource, Estate], Iterable[Thing]]] = {
    ("managed", "vsphere_virtual_machine"): _made(Machine),
    ("managed", "vsphere_host_virtual_switch"): _made(StandardSwitch),
    ("managed", "vsphere_distributed_virtual_switch"): _made(DistributedSwitch),
    ("managed", "vsphere_host_port_group"): _made(StandardPortGroup),
    ("managed", "vsphere_distributed_port_group"): _made(DistributedPortGroup),
    ("managed", "vsphere_vnic"): _made(VmkernelAdapter),
    ("managed", "vsphere_host"): _made(EsxiHost),
    ("managed", "vsphere_compute_cluster"): _made(ComputeCluster),
    ("managed", "vsphere_nas_datastore"): _made(NasDatastore),
    ("managed", "vsphere_vmfs_datastore"): _made(VmfsDatastore),
    ("managed", "vsphere_datastore_cluster"): _made(VsphereDatastore),
    ("managed", "vsphere_content_library"): _made(ContentLibrary),
    ("managed", "vsphere_content_library_item"): _made(ContentLibraryItem),
    ("managed", "vsphere_offline_software_depot"): _made(SoftwareDepot),
    ("managed", "vsphere_configuration_profile"): _profile,
    ("managed", "vsphere_role"): _made(ManagedRole),
    ("managed", "vsphere_entity_permissions"): _made(EntityPermissions),
    ("data", "vsphere_role"): _made(ExistingRole),
    ("data", "vsphere_ovf_vm_template"): _made(OvfConnection),
    ("data", "vsphere_host_thumbprint"): _made(ThumbprintConnection),
    ("provider", "vsphere"): _made(ProviderConnection),
}
"""By mode and type: which function turns a resource into things. A provider configuration's type is its name."""
