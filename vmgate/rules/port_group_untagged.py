"""A port group or an interface of a guest carries no VLAN tag.

## Why
C26 demands VLANs within a virtual switch to segment traffic. What is untagged is in the physical switch
port's native VLAN together with everything else that nobody tagged, often the switches' own management
traffic.

## Fix
Give every port group a VLAN of its own, from 1 to 4094. On vSphere set `vlan_id`: where it is absent on a
standard port group, the provider sends 0, which is untagged. On Proxmox set `vlan_id` on the interface,
with a bridge that is VLAN aware; on libvirt `vlan` of the interface, its port group or its network; on
Hyper-V `vlan_id` with `vlan_access = true`, without which it has no effect.

## Bad
```hcl
resource "vsphere_host_port_group" "web" {
  name                = "pg-web"
  host_system_id      = data.vsphere_host.esx01.id
  virtual_switch_name = "vSwitch1"
}

data "vsphere_host" "esx01" {
  name          = "esx-01.example.edu"
  datacenter_id = "datacenter-2"
}
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
    bridge = "vmbr1"
  }
}
```

## Good
```hcl
resource "vsphere_host_port_group" "web" {
  name                = "pg-web-110"
  host_system_id      = data.vsphere_host.esx01.id
  virtual_switch_name = "vSwitch1"
  vlan_id             = 110
}

data "vsphere_host" "esx01" {
  name          = "esx-01.example.edu"
  datacenter_id = "datacenter-2"
}
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
"""

from vmgate.model.result import Severity
from vmgate.model.site import Site
from vmgate.rule import Fault, declare
from vmgate.vocabulary.machine import VirtualMachine
from vmgate.vocabulary.network import Nic, PortGroup

rule = declare(__name__, id="VMG2601", clause="C26", severity=Severity.HIGH)


@rule.on(PortGroup)
def port_group(group: PortGroup, _site: Site) -> Fault | None:
    """A port group, whoever is on it."""
    vlan = group.vlan
    return Fault(f"the port group is untagged{vlan.noted}", vlan) if vlan.value.untagged else None


@rule.each(VirtualMachine, lambda vm: vm.nics)
def nic(interface: Nic, _site: Site) -> Fault | None:
    """An interface of a guest, where it chooses the VLAN."""
    vlan = interface.vlan
    return Fault(f"the interface is untagged{vlan.noted}", vlan) if vlan.value.untagged else None
