"""A guest receives more than one VLAN.

## Why
C26 demands VLANs to segment traffic. On a trunk the guest itself chooses the VLAN: whoever has the
machine is in every VLAN of the trunk, and with 4095 in all of the switch.

## Fix
Give each network that the machine needs an interface and a port group with one VLAN. A virtual router or
firewall that has to see a trunk needs an exception, and the trunk has to name the VLANs it needs.

## Bad
```hcl
resource "vsphere_host_port_group" "router" {
  name                = "pg-trunk"
  host_system_id      = data.vsphere_host.esx01.id
  virtual_switch_name = "vSwitch1"
  vlan_id             = 4095
}

data "vsphere_host" "esx01" {
  name          = "esx-01.example.edu"
  datacenter_id = "datacenter-2"
}
```
```hcl
resource "vsphere_distributed_port_group" "router" {
  name                            = "dpg-trunk"
  distributed_virtual_switch_uuid = data.vsphere_distributed_virtual_switch.campus.id

  vlan_range {
    min_vlan = 100
    max_vlan = 199
  }
}

data "vsphere_distributed_virtual_switch" "campus" {
  name          = "dvs-campus"
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

resource "proxmox_virtual_environment_vm" "router" {
  name      = "router-01"
  node_name = "pve1"

  network_device {
    bridge = "vmbr1"
    trunks = "110;120;130"
  }
}
```

## Good
```hcl
resource "vsphere_distributed_port_group" "web" {
  name                            = "dpg-web-110"
  distributed_virtual_switch_uuid = data.vsphere_distributed_virtual_switch.campus.id
  vlan_id                         = 110
}

data "vsphere_distributed_virtual_switch" "campus" {
  name          = "dvs-campus"
  datacenter_id = "datacenter-2"
}
```
"""

from vmgate.model.result import Severity
from vmgate.model.site import Site
from vmgate.rule import Fault, declare
from vmgate.vocabulary.machine import VirtualMachine
from vmgate.vocabulary.network import Nic, PortGroup

rule = declare(__name__, id="VMG2602", clause="C26", severity=Severity.HIGH)


@rule.on(PortGroup)
def port_group(group: PortGroup, _site: Site) -> Fault | None:
    """A port group; a private VLAN's two ids are no trunk."""
    vlan = group.vlan
    if vlan.value.private or not vlan.value.trunk:
        return None
    return Fault(f"the port group is a trunk for VLANs {vlan.value}", vlan)


@rule.each(VirtualMachine, lambda vm: vm.nics)
def nic(interface: Nic, _site: Site) -> Fault | None:
    """An interface of a guest, where it chooses the VLANs."""
    vlan = interface.vlan
    return Fault(f"the interface is a trunk for VLANs {vlan.value}", vlan) if vlan.value.trunk else None
