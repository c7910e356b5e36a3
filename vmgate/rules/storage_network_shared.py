"""Storage traffic shares its network with something else.

## Why
C10 asks that iSCSI and NFS are on dedicated storage networks or non-routable VLANs. Whoever is on the
segment of the storage can read the disks of every machine as they are read, answer in place of the file
server, and slow all of them down at once.

## Fix
Give storage a host interface that carries no other service, on a port group with a VLAN of its own and
without virtual machines. List its network in `vmgate.toml` with `role = "storage"`; an interface whose
network has a mounted file server in it counts as storage, whatever it is listed as.

## Bad
```hcl
resource "vsphere_vnic" "storage" {
  host      = data.vsphere_host.esx01.id
  portgroup = "pg-nfs-310"
  services  = ["management"]

  ipv4 {
    ip      = "10.31.0.11"
    netmask = "255.255.255.0"
  }
}

data "vsphere_host" "esx01" {
  name          = "esx-01.example.edu"
  datacenter_id = "datacenter-2"
}
```
```toml vmgate.toml
[[network]]
name = "pg-nfs-310"
role = "storage"
vlan = 310
routable = false
```
```hcl
resource "vsphere_vnic" "storage" {
  host      = data.vsphere_host.esx01.id
  portgroup = "pg-mgmt-20"

  ipv4 {
    ip      = "10.31.0.11"
    netmask = "255.255.255.0"
  }
}

resource "vsphere_nas_datastore" "general" {
  name            = "nfs-general-01"
  host_system_ids = [data.vsphere_host.esx01.id]
  type            = "NFS41"
  remote_hosts    = ["10.31.0.5"]
  remote_path     = "/vol/general01"
}

data "vsphere_host" "esx01" {
  name          = "esx-01.example.edu"
  datacenter_id = "datacenter-2"
}
```
```toml vmgate.toml
[[network]]
name = "pg-mgmt-20"
role = "management"
vlan = 20
```
```hcl
resource "vsphere_vnic" "storage" {
  host      = data.vsphere_host.esx01.id
  portgroup = vsphere_host_port_group.storage.name

  ipv4 {
    ip      = "10.31.0.11"
    netmask = "255.255.255.0"
  }
}

resource "vsphere_nas_datastore" "general" {
  name            = "nfs-general-01"
  host_system_ids = [data.vsphere_host.esx01.id]
  type            = "NFS41"
  remote_hosts    = ["10.31.0.5"]
  remote_path     = "/vol/general01"
}

resource "vsphere_host_port_group" "storage" {
  name                = "pg-nfs-310"
  host_system_id      = data.vsphere_host.esx01.id
  virtual_switch_name = vsphere_host_virtual_switch.back.name
  vlan_id             = 310
}

resource "vsphere_host_port_group" "web" {
  name                = "pg-web-310"
  host_system_id      = data.vsphere_host.esx01.id
  virtual_switch_name = vsphere_host_virtual_switch.back.name
  vlan_id             = 310
}

resource "vsphere_host_virtual_switch" "back" {
  name             = "vSwitch1"
  host_system_id   = data.vsphere_host.esx01.id
  network_adapters = ["vmnic2"]
  active_nics      = ["vmnic2"]
}

data "vsphere_host" "esx01" {
  name          = "esx-01.example.edu"
  datacenter_id = "datacenter-2"
}
```

## Good
```hcl
resource "vsphere_vnic" "storage" {
  host      = data.vsphere_host.esx01.id
  portgroup = "pg-nfs-310"

  ipv4 {
    ip      = "10.31.0.11"
    netmask = "255.255.255.0"
  }
}

resource "vsphere_nas_datastore" "general" {
  name            = "nfs-general-01"
  host_system_ids = [data.vsphere_host.esx01.id]
  type            = "NFS41"
  remote_hosts    = ["10.31.0.5"]
  remote_path     = "/vol/general01"
}

data "vsphere_host" "esx01" {
  name          = "esx-01.example.edu"
  datacenter_id = "datacenter-2"
}
```
```toml vmgate.toml
[[network]]
name = "pg-nfs-310"
role = "storage"
vlan = 310
routable = false
```
```hcl
resource "vsphere_vnic" "storage" {
  host      = data.vsphere_host.esx01.id
  portgroup = vsphere_host_port_group.storage.name

  ipv4 {
    ip      = "10.31.0.11"
    netmask = "255.255.255.0"
  }
}

resource "vsphere_nas_datastore" "general" {
  name            = "nfs-general-01"
  host_system_ids = [data.vsphere_host.esx01.id]
  type            = "NFS41"
  remote_hosts    = ["10.31.0.5"]
  remote_path     = "/vol/general01"
}

resource "vsphere_host_port_group" "storage" {
  name                = "pg-nfs-310"
  host_system_id      = data.vsphere_host.esx01.id
  virtual_switch_name = vsphere_host_virtual_switch.back.name
  vlan_id             = 310
}

resource "vsphere_host_port_group" "web" {
  name                = "pg-web-110"
  host_system_id      = data.vsphere_host.esx01.id
  virtual_switch_name = vsphere_host_virtual_switch.back.name
  vlan_id             = 110
}

resource "vsphere_host_virtual_switch" "back" {
  name             = "vSwitch1"
  host_system_id   = data.vsphere_host.esx01.id
  network_adapters = ["vmnic2"]
  active_nics      = ["vmnic2"]
}

data "vsphere_host" "esx01" {
  name          = "esx-01.example.edu"
  datacenter_id = "datacenter-2"
}
```
"""

from vmgate.model.result import Severity
from vmgate.model.site import Role, Site
from vmgate.rule import Fault, declare, unanimous
from vmgate.vocabulary.network import HostInterface, PortGroup
from vmgate.vocabulary.placement import Place, guests, host_interfaces, neighbours, places
from vmgate.vocabulary.storage_traffic import carries_storage, for_storage_only

rule = declare(__name__, id="VMG1001", clause="C10", severity=Severity.MEDIUM)


@rule.on(HostInterface)
def services(interface: HostInterface, site: Site) -> Fault | None:
    """What else the interface itself carries."""
    if not carries_storage(interface, site):
        return None
    others = interface.other_than_storage
    if not others.value:
        return None
    return Fault(f"storage shares its interface with {', '.join(others.value)}", others)


@rule.on(HostInterface)
def network(interface: HostInterface, site: Site) -> Fault | None:
    """What else is on the network that the interface may be on, if the interface itself is in order."""
    if not carries_storage(interface, site) or interface.other_than_storage.value:
        return None
    candidates = (place for network in interface.networks for place in places(network, site))
    return unanimous((_alone(place) for place in candidates), "which network it is attached to")


def _alone(place: Place) -> Fault | None:
    network = place.network
    other = place.lacks_role(Role.STORAGE)
    if other is not None:
        return Fault(f"storage is on {network}, which has the role {other.role.value}", network.where)
    place.require_known()
    return next(filter(None, map(_shared, network.port_groups)), None)


def _shared(group: PortGroup) -> Fault | None:
    vlan = group.vlan
    if vlan.value.untagged or vlan.value.trunk:
        return Fault(f"storage has no VLAN of its own: the port group carries {vlan.value} traffic", vlan)
    if guests(group):
        return Fault(f"storage shares {group.name.value} with virtual machines", vlan)
    if any(interface.other_than_storage.value for interface in host_interfaces(group)):
        return Fault(f"storage shares {group.name.value} with other services of the hosts", vlan)
    others = (other for other in neighbours(group) if other.vlan.value.overlaps(vlan.value))
    other = next((other for other in others if not for_storage_only(other)), None)
    return None if other is None else Fault(f"storage shares VLAN {vlan.value} with {other.name.value}", vlan)
