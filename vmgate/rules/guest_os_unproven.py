"""A guest's operating system cannot be told.

## Why
C35 demands operating systems that vendor and hypervisor support. A machine declared as "other" may be
anything, also something that lost its support years ago, and the hypervisor treats it without knowing
what it needs.

## Fix
Name the system: on vSphere set `guest_id` to the identifier of the release that runs inside. Where the
platform has no exact identifier (any Linux on Proxmox), clone a template whose record in the registry
says what it is. In a Packer template write `guest_os_type`, which is `otherGuest` where it is left out; on
platforms without exact identifiers the name of the ISO image tells (`debian-13.1.0-amd64-netinst.iso`).

## Bad
```hcl
resource "vsphere_virtual_machine" "web" {
  name             = "web-01"
  resource_pool_id = "resgroup-21"
  datastore_id     = "datastore-31"
  guest_id         = "otherLinux64Guest"

  network_interface {
    network_id = "dvportgroup-110"
  }
  disk {
    label = "disk0"
    size  = 40
  }
  clone {
    template_uuid = data.vsphere_virtual_machine.appliance.id
  }
}

data "vsphere_virtual_machine" "appliance" {
  name          = "tpl-appliance"
  datacenter_id = "datacenter-2"
}
```
```toml templates/appliance.toml
# The registry, in short: its facts are signed JSON.
name = "appliance"
version = "2026.11.1"
approval = "approved"

[[locator]]
platform = "vsphere"
name = "tpl-appliance"
```
```hcl template.pkr.hcl
source "vsphere-iso" "debian" {
  iso_paths = ["[ds-iso] debian-13.1.0-amd64-netinst.iso"]
}
```

## Good
```hcl
resource "vsphere_virtual_machine" "web" {
  name             = "web-01"
  resource_pool_id = "resgroup-21"
  datastore_id     = "datastore-31"
  guest_id         = "otherLinux64Guest"

  network_interface {
    network_id = "dvportgroup-110"
  }
  disk {
    label = "disk0"
    size  = 40
  }
  clone {
    template_uuid = data.vsphere_virtual_machine.appliance.id
  }
}

data "vsphere_virtual_machine" "appliance" {
  name          = "tpl-appliance"
  datacenter_id = "datacenter-2"
}
```
```toml templates/appliance.toml
# The registry, in short: its facts are signed JSON.
name = "appliance"
version = "2026.11.1"
approval = "approved"
system = {id = "debian", version = "13"}

[[locator]]
platform = "vsphere"
name = "tpl-appliance"
```
```hcl template.pkr.hcl
source "vsphere-iso" "debian" {
  guest_os_type = "debian13_64Guest"
  iso_paths     = ["[ds-iso] debian-13.1.0-amd64-netinst.iso"]
}
```
"""

from vmgate.model.result import Severity
from vmgate.model.site import Site
from vmgate.rule import Fault, declare
from vmgate.vocabulary.machine import VirtualMachine
from vmgate.vocabulary.provenance import systems
from vmgate.vocabulary.record import TemplateOnRecord

rule = declare(__name__, id="VMG3502", clause="C35", severity=Severity.HIGH)


@rule.on(VirtualMachine)
def machine(vm: VirtualMachine, site: Site) -> Fault | None:
    """Whether the identifier or the template's record names a system."""
    if systems(vm, site):
        return None
    identifier = vm.guest.identifier
    said = "is not set" if identifier.value is None else f"{identifier.shown()} names none"
    return Fault(f"the guest operating system cannot be told: its identifier {said}", identifier)


@rule.on(TemplateOnRecord)
def template(own: TemplateOnRecord, _site: Site) -> Fault | None:
    """Whether a template's record names a system, with its version."""
    record = own.record.value
    if record.system is not None and record.system.version is not None:
        return None
    named = "does not say which system" if record.system is None else f"does not say which {record.system.id}"
    return Fault(f"the record of {record} {named} the template has", own.record)
