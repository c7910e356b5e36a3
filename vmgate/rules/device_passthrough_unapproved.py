"""A guest is given a device of the host that nobody approved.

## Why
C25 demands that guests get physical devices of the host only as needed. A passed-through device works on
the host's bus past the hypervisor: it can hold firmware that outlives the guest, it ties the machine to
one host, and a disk or USB device takes data out of reach of every other control.

## Fix
Remove the device, or have the need approved: an entry `[[device]]` in `vmgate.toml` names the machine and
the device, who approved it, why, and until when. Both may be patterns (`gpu-*`, `pci:*`).

## Bad
```hcl
resource "vsphere_virtual_machine" "gpu" {
  name             = "gpu-01"
  resource_pool_id = "resgroup-21"
  host_system_id   = "host-12"
  datastore_id     = "datastore-31"
  memory           = 65536
  pci_device_id    = ["0000:3b:00.0"]

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

resource "proxmox_virtual_environment_vm" "gpu" {
  name      = "gpu-01"
  node_name = "pve1"

  hostpci {
    device = "hostpci0"
    id     = "0000:3b:00.0"
  }
}
```
```toml vmgate.toml
[[device]]
vm = "gpu-*"
device = "pci:*"
reason = "CUDA lab, summer term"
approved_by = "ciso@example.edu"
until = 2026-09-30
```

## Good
```hcl
resource "vsphere_virtual_machine" "gpu" {
  name             = "gpu-01"
  resource_pool_id = "resgroup-21"
  host_system_id   = "host-12"
  datastore_id     = "datastore-31"
  memory           = 65536
  pci_device_id    = ["0000:3b:00.0"]

  network_interface {
    network_id = "dvportgroup-110"
  }
  disk {
    label = "disk0"
    size  = 40
  }
}
```
```toml vmgate.toml
[[device]]
vm = "gpu-*"
device = "pci:*"
reason = "CUDA lab"
approved_by = "ciso@example.edu"
until = 2027-06-30
```
```hcl
terraform {
  required_providers {
    proxmox = {
      source = "bpg/proxmox"
    }
  }
}

resource "proxmox_virtual_environment_vm" "gpu" {
  name      = "gpu-01"
  node_name = "pve1"

  hostpci {
    device = "hostpci0"
    id     = "0000:3b:00.0"
  }
}
```
```toml vmgate.toml
[[device]]
vm = "gpu-*"
device = "pci:*"
reason = "CUDA lab"
approved_by = "ciso@example.edu"
until = 2027-06-30
```
"""

from vmgate.model.result import Severity
from vmgate.model.site import Site
from vmgate.rule import Fault, declare
from vmgate.vocabulary.machine import Device, VirtualMachine

rule = declare(__name__, id="VMG2501", clause="C25", severity=Severity.HIGH)


@rule.each(VirtualMachine, lambda vm: vm.devices)
def device(given: Device, site: Site) -> Fault | None:
    """One device; its approval counts up to and including its last day."""
    if not given.present.value:
        return None
    named = [one for one in site.devices if one.names_device(given.name.value)]
    approvals = [one for one in named if one.names_machine(given.machine.name.value)]
    if any(one.until is None or one.until >= site.as_of for one in approvals):
        return None
    ended = max((one.until for one in approvals if one.until is not None), default=None)
    problem = "is not approved for this machine" if ended is None else f"had its approval until {ended}"
    return Fault(f"{given.what} {problem}", given.present)
