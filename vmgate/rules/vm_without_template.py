"""A virtual machine is created from nothing, not from a template.

## Why
C30 demands that machines are created from an authorized template only. A machine installed by hand from
an ISO image, or with an empty disk, has none of the hardening and none of the updates that the templates
get, and nobody knows what was put on it.

## Fix
Clone an approved template. On vSphere add a `clone` block, or `ovf_deploy` with a registered image; on
Proxmox add a `clone` block, or give the disk a registered image as `import_from` or `file_id`. A
Packer build has to end in a template (`convert_to_template = true`), an item of a library or an export, and
leave no machine behind.

## Bad
```hcl
resource "vsphere_virtual_machine" "web" {
  name             = "web-01"
  resource_pool_id = "resgroup-21"
  datastore_id     = "datastore-31"
  guest_id         = "debian13_64Guest"

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

  cdrom {
    file_id = "local:iso/debian-13.iso"
  }
  disk {
    datastore_id = "local-zfs"
    interface    = "scsi0"
    size         = 40
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
  clone {
    template_uuid = data.vsphere_virtual_machine.debian.id
  }
}

data "vsphere_virtual_machine" "debian" {
  name          = "tpl-debian13"
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

  clone {
    vm_id = 9013
  }
}
```
```hcl template.pkr.hcl
source "vsphere-iso" "debian" {
  guest_os_type       = "debian13_64Guest"
  iso_paths           = ["[ds-iso] debian-13.1.0-amd64-netinst.iso"]
  convert_to_template = true
}

source "vsphere-clone" "web" {
  template            = "debian-13-base"
  convert_to_template = true
}
```
"""

from vmgate.model.result import Severity
from vmgate.model.site import Site
from vmgate.rule import Fault, declare
from vmgate.vocabulary.machine import VirtualMachine

rule = declare(__name__, id="VMG3001", clause="C30", severity=Severity.MEDIUM)


@rule.on(VirtualMachine)
def machine(vm: VirtualMachine, _site: Site) -> Fault | None:
    """Whether there is a template at all; VMG3002 asks which."""
    origin = vm.origin
    if origin.templates:
        return None
    return Fault(f"the machine is created from nothing: {origin.nothing}", origin.where)
