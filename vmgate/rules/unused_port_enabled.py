"""A machine keeps a port that it does not need, or an unused port of a switch is up.

## Why
C24 demands that unused hardware ports are disabled. Serial and parallel ports, floppy and CD drives and
USB controllers are device code of the hypervisor that a guest can talk to; flaws in just that code have
let guests break out, and a forgotten drive carries files past the network's controls. A port of a switch that
nothing belongs on lets in whatever somebody plugs into it.

## Fix
Leave the device out, and remove it from the template that the machine is made from. On vSphere delete the
`cdrom` block and keys such as `serial0.present`; on Proxmox delete `serial_device`, `usb` and `cdrom`. A
machine that needs its serial console needs an exception. In Packer templates take away what the machine was
installed from: `remove_cdrom = true` on vSphere, `unmount = true` in the blocks of ISO images on Proxmox.
Shut the ports of switches that have no description, no VLAN, no trunk and no address, or whose description
says that they are unused; or describe what is on them.

## Bad
```hcl
resource "vsphere_virtual_machine" "web" {
  name             = "web-01"
  resource_pool_id = "resgroup-21"
  datastore_id     = "datastore-31"

  network_interface {
    network_id = "dvportgroup-110"
  }
  disk {
    label = "disk0"
    size  = 40
  }
  cdrom {
    datastore_id = "datastore-31"
    path         = "iso/debian-13.iso"
  }
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
  serial_device {}
}
```
```hcl
terraform {
  required_providers {
    nxos = {
      source = "CiscoDevNet/nxos"
    }
  }
}

resource "nxos_physical_interface" "ports" {
  physical_interfaces = {
    "eth1/1" = { description = "esx-01 vmnic2", mode = "trunk", admin_state = "up" }
    "eth1/7" = { description = "unused", admin_state = "up" }
  }
}
```
```hcl template.pkr.hcl
source "vsphere-iso" "debian" {
  guest_os_type = "debian13_64Guest"
  iso_paths     = ["[ds-iso] debian-13.1.0-amd64-netinst.iso"]
}
```

## Good
```hcl
resource "vsphere_virtual_machine" "web" {
  name             = "web-01"
  resource_pool_id = "resgroup-21"
  datastore_id     = "datastore-31"

  network_interface {
    network_id = "dvportgroup-110"
  }
  disk {
    label = "disk0"
    size  = 40
  }
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
```hcl
terraform {
  required_providers {
    nxos = {
      source = "CiscoDevNet/nxos"
    }
  }
}

resource "nxos_physical_interface" "ports" {
  physical_interfaces = {
    "eth1/1" = { description = "esx-01 vmnic2", mode = "trunk", admin_state = "up" }
    "eth1/7" = { description = "unused", admin_state = "down" }
  }
}
```
```hcl template.pkr.hcl
source "vsphere-iso" "debian" {
  guest_os_type = "debian13_64Guest"
  iso_paths     = ["[ds-iso] debian-13.1.0-amd64-netinst.iso"]
  remove_cdrom  = true
}
```
"""

from vmgate.model.result import Severity
from vmgate.model.site import Site
from vmgate.rule import Fault, declare
from vmgate.vocabulary.machine import Port, VirtualMachine
from vmgate.vocabulary.switching import PortHolder, SwitchPort

rule = declare(__name__, id="VMG2401", clause="C24", severity=Severity.MEDIUM)


@rule.each(VirtualMachine, lambda vm: vm.ports)
def port(one: Port, _site: Site) -> Fault | None:
    """One port or drive that machines rarely need."""
    present = one.present
    return Fault(f"the machine keeps a {one.what}{present.noted}", present) if present.value else None


@rule.each(PortHolder, lambda holder: holder.switch_ports)
def switch_port(one: SwitchPort, _site: Site) -> Fault | None:
    """One port of a physical switch."""
    if one.used.value or not one.enabled.value:
        return None
    return Fault(f"port {one.name} of the switch has no use and is up", one.enabled)
