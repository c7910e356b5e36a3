"""A guest can see the host or resources of its kernel.

## Why
C21 demands that machines have no access to, and no view of, the resources that the kernel or the host
uses. Host information shows an intruder what runs beside the guest; shared folders, nested
virtualization, performance counters and privileged containers are the doors through which guests have
broken out.

## Fix
On vSphere leave out `nested_hv_enabled` and `cpu_performance_counters_enabled`, leave
`tools.guestlib.enableHostInfo` at false, and set no `isolation.….disable` to false. On Proxmox leave out
`virtiofs`, `kvm_arguments` and `hook_script_file_id`, and create containers with `unprivileged = true`.

## Bad
```hcl
resource "vsphere_virtual_machine" "lab" {
  name              = "lab-01"
  resource_pool_id  = "resgroup-21"
  datastore_id      = "datastore-31"
  nested_hv_enabled = true

  network_interface {
    network_id = "dvportgroup-110"
  }
  disk {
    label = "disk0"
    size  = 40
  }
  extra_config = {
    "tools.guestlib.enableHostInfo" = "TRUE"
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

resource "proxmox_virtual_environment_vm" "files" {
  name      = "files-01"
  node_name = "pve1"

  network_device {
    bridge  = "vmbr1"
    vlan_id = 110
  }
  virtiofs {
    mapping = "host-share"
  }
}
```

## Good
```hcl
resource "vsphere_virtual_machine" "lab" {
  name              = "lab-01"
  resource_pool_id  = "resgroup-21"
  datastore_id      = "datastore-31"
  nested_hv_enabled = false

  network_interface {
    network_id = "dvportgroup-110"
  }
  disk {
    label = "disk0"
    size  = 40
  }
  extra_config = {
    "tools.guestlib.enableHostInfo" = "FALSE"
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

resource "proxmox_virtual_environment_vm" "files" {
  name      = "files-01"
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
from vmgate.vocabulary.machine import Exposure, VirtualMachine

rule = declare(__name__, id="VMG2101", clause="C21", severity=Severity.HIGH)


@rule.each(VirtualMachine, lambda vm: vm.exposures)
def exposure(way: Exposure, _site: Site) -> Fault | None:
    """One way in which the guest could see the host."""
    exposed = way.exposed
    return Fault(f"the guest can see the host: {way.what}{exposed.noted}", exposed) if exposed.value else None
