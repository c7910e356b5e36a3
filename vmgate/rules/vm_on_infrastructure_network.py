"""A virtual machine is on a network of the hypervisors.

## Why
C19 demands that no machine is placed on a storage, backup or management network that is dedicated to the
hypervisor. From there a guest reaches what trusts the network instead of a password: NFS exports, iSCSI
targets, the hosts' management interfaces, and the memory of machines on the move.

## Fix
Attach the interface to a network for guests. The site's inventory (`[[network]]` in `vmgate.toml`) says
what each network is for; one with the role `storage`, `backup`, `management` or `migration`, a port group
that carries a host's own interface, and any network with the VLAN of one of these, is out of bounds. So is
a trunk that such a VLAN is in, and on Proxmox the VLAN of a bridge in which the node itself is reached, or
has its storage or migration. A backup proxy or a management appliance that has to be there needs an exception.

## Bad
```hcl
resource "vsphere_virtual_machine" "web" {
  name             = "web-01"
  resource_pool_id = "resgroup-21"
  datastore_id     = "datastore-31"

  network_interface {
    network_id = data.vsphere_network.nfs.id
  }
  disk {
    label = "disk0"
    size  = 40
  }
}

data "vsphere_network" "nfs" {
  name          = "pg-nfs-310"
  datacenter_id = "datacenter-2"
}
```
```toml vmgate.toml
[[network]]
name = "pg-nfs-310"
role = "storage"
vlan = 310
```
```hcl
terraform {
  required_providers {
    proxmox = {
      source = "bpg/proxmox"
    }
  }
}

resource "proxmox_virtual_environment_vm" "web" {
  name      = "web-01"
  node_name = "pve1"

  network_device {
    bridge  = "vmbr9"
    vlan_id = 310
  }
}
```
```toml vmgate.toml
[[network]]
bridge = "vmbr9"
role = "storage"
```
```hcl
terraform {
  required_providers {
    proxmox = {
      source = "bpg/proxmox"
    }
  }
}

resource "proxmox_virtual_environment_vm" "router" {
  name      = "router-01"
  node_name = "pve1"

  network_device {
    bridge  = "vmbr1"
    vlan_id = 110
    trunks  = "120;300-319"
  }
}
```
```toml vmgate.toml
[[network]]
bridge = "vmbr1"
role = "production"

[[network]]
name = "pg-nfs-310"
role = "storage"
vlan = 310
```

## Good
```hcl
resource "vsphere_virtual_machine" "web" {
  name             = "web-01"
  resource_pool_id = "resgroup-21"
  datastore_id     = "datastore-31"

  network_interface {
    network_id = data.vsphere_network.web.id
  }
  disk {
    label = "disk0"
    size  = 40
  }
}

data "vsphere_network" "web" {
  name          = "pg-web-110"
  datacenter_id = "datacenter-2"
}
```
```toml vmgate.toml
[[network]]
name = "pg-web-110"
role = "production"
```
```hcl
terraform {
  required_providers {
    proxmox = {
      source = "bpg/proxmox"
    }
  }
}

resource "proxmox_virtual_environment_vm" "web" {
  name      = "web-01"
  node_name = "pve1"

  network_device {
    bridge  = "vmbr1"
    vlan_id = 110
  }
}
```
```toml vmgate.toml
[[network]]
bridge = "vmbr1"
vlan = 110
role = "production"
```
"""

from vmgate.model.result import Severity
from vmgate.model.site import Role, Site
from vmgate.rule import Fault, declare, unanimous
from vmgate.vocabulary.machine import VirtualMachine
from vmgate.vocabulary.network import GuestAttachment, Nic
from vmgate.vocabulary.placement import Place, host_interfaces, places, sharing_hosts

rule = declare(__name__, id="VMG1901", clause="C19", severity=Severity.HIGH)

INFRASTRUCTURE = tuple(role for role in Role if role.infrastructure)


@rule.each(VirtualMachine, lambda vm: vm.nics)
@rule.each(GuestAttachment, lambda given: given.nics)
def nic(interface: Nic, site: Site) -> Fault | None:
    """Every network that the interface may be on has to be for guests."""
    candidates = (place for network in interface.networks for place in places(network, site))
    return unanimous((_for_guests(place) for place in candidates), "which network it is attached to")


def _for_guests(place: Place) -> Fault | None:
    network = place.network
    dedicated = place.has_role(*INFRASTRUCTURE)
    if dedicated is not None:
        return Fault(f"{network} has the role {dedicated.role.value} in the site inventory", network.where)
    if any(host_interfaces(group) for group in network.port_groups):
        return Fault(f"{network} is shared with a host interface", network.where)
    hosts = sharing_hosts(network)
    if hosts is not None:
        return Fault(
            f"{network} has the VLAN of {hosts.name.value}, which has a host interface", network.where
        )
    twin = next(place.same_vlan(INFRASTRUCTURE), None)
    if twin is not None:
        return Fault(f"{network} has the VLAN {twin.vlan} of a {twin.role.value} network", network.where)
    place.require_known()
    return None
