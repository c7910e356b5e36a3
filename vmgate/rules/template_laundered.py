"""What a machine was created from cannot be trusted.

## Why
C30 asks that machines are created from an authorized template only. A configuration can name an approved
template that the machine never came from: an imported machine keeps whatever it was made of,
`ignore_changes` keeps the old template while the new one is written down, and a disk that is attached
brings a system that no registry has seen.

## Fix
Make the machine from its template instead of importing it, or have the import approved as an exception.
Take `clone`, its `template_uuid` and `all` out of `ignore_changes`. Clone a template instead of attaching
its disk. In Packer templates give every image an `iso_checksum` of SHA-256 or better.

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
    attach       = true
    path         = "images/debian.vmdk"
    datastore_id = "datastore-31"
  }
}
```
```hcl template.pkr.hcl
source "qemu" "debian" {
  iso_url      = "https://images.example.edu/debian-13.1.0-amd64-netinst.iso"
  iso_checksum = "none"
}
```

## Good
```hcl
resource "vsphere_virtual_machine" "web" {
  name             = "web-01"
  resource_pool_id = "resgroup-21"
  datastore_id     = "datastore-31"

  clone {
    template_uuid = data.vsphere_virtual_machine.debian.id
  }

  network_interface {
    network_id = "dvportgroup-110"
  }
  disk {
    label = "disk0"
    size  = 40
  }
}

data "vsphere_virtual_machine" "debian" {
  name          = "tpl-debian13"
  datacenter_id = "datacenter-2"
}
```
```hcl
resource "vsphere_virtual_machine" "web" {
  name             = "web-01"
  resource_pool_id = "resgroup-21"
  datastore_id     = "datastore-31"

  clone {
    template_uuid = data.vsphere_virtual_machine.debian.id
  }

  lifecycle {
    ignore_changes = [annotation, clone[0].customize]
  }

  network_interface {
    network_id = "dvportgroup-110"
  }
  disk {
    label = "disk0"
    size  = 40
  }
}

data "vsphere_virtual_machine" "debian" {
  name          = "tpl-debian13"
  datacenter_id = "datacenter-2"
}
```
```hcl template.pkr.hcl
source "qemu" "debian" {
  iso_url      = "https://images.example.edu/debian-13.1.0-amd64-netinst.iso"
  iso_checksum = "sha256:658b28e209b578fe788ec5867deebae57b6aac5fce3692bbb116bab9c65568b3"
}
```
"""

from vmgate.model.result import Severity
from vmgate.model.site import Site
from vmgate.rule import Fault, declare
from vmgate.vocabulary.machine import ProvenanceFlaw, VirtualMachine

rule = declare(__name__, id="VMG3004", clause="C30", severity=Severity.MEDIUM)


@rule.each(VirtualMachine, lambda vm: vm.provenance_flaws)
def flaw(one: ProvenanceFlaw, _site: Site) -> Fault | None:
    """One way in which the origin that is written may not be the real one."""
    return Fault(one.what, one.present) if one.present.value else None
