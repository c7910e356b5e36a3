"""A virtual machine keeps a hardware port or a drive that it does not need.

## Why
C24 demands that unused hardware ports are disabled. Serial and parallel ports, floppy and CD drives and
USB controllers are device code of the hypervisor that a guest can talk to; flaws in just that code have
let guests break out, and a forgotten drive carries files past the network's controls.

## Fix
Leave the device out, and remove it from the template that the machine is made from. On vSphere delete the
`cdrom` block and keys such as `serial0.present`; on Proxmox delete `serial_device`, `usb` and `cdrom`. A
machine that needs its serial console needs an exception.

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
"""

from vmgate.model.result import Severity
from vmgate.model.site import Site
from vmgate.rule import Fault, declare
from vmgate.vocabulary.machine import Port, VirtualMachine

rule = declare(__name__, id="VMG2401", clause="C24", severity=Severity.MEDIUM)


@rule.each(VirtualMachine, lambda vm: vm.ports)
def port(one: Port, _site: Site) -> Fault | None:
    """One port or drive that machines rarely need."""
    present = one.present
    return Fault(f"the machine keeps a {one.what}{present.noted}", present) if present.value else None
