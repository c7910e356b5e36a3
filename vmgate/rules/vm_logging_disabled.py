"""The hypervisor keeps no log of a virtual machine.

## Why
C16 demands that guest status, power events, hardware changes and movement of machines are captured and
sent to a central place. With the machine's own log off, the hypervisor writes down none of them for that
machine, and there is nothing to collect after an incident.

## Fix
On vSphere set `enable_logging = true`. Write it out: where it is absent, the provider turns logging off
on machines that it creates or clones, although vSphere's own default is on.

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
  clone {
    template_uuid = "42301d1f-94a1-4e4b-8e4a-5f1c7f0b7d13"
  }
}
```

## Good
```hcl
resource "vsphere_virtual_machine" "web" {
  name             = "web-01"
  resource_pool_id = "resgroup-21"
  datastore_id     = "datastore-31"
  enable_logging   = true

  network_interface {
    network_id = "dvportgroup-110"
  }
  disk {
    label = "disk0"
    size  = 40
  }
  clone {
    template_uuid = "42301d1f-94a1-4e4b-8e4a-5f1c7f0b7d13"
  }
}
```
"""

from vmgate.model.result import Severity
from vmgate.model.site import Site
from vmgate.rule import Fault, declare
from vmgate.vocabulary.machine import VirtualMachine

rule = declare(__name__, id="VMG1601", clause="C16", severity=Severity.HIGH)


@rule.on(VirtualMachine)
def machine(vm: VirtualMachine, _site: Site) -> Fault | None:
    """The machine's own log."""
    logging = vm.logging
    return None if logging.value else Fault(f"logging of the machine is off{logging.noted}", logging)
