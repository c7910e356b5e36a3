"""A machine that is marked unused is not powered off.

## Why
C23 asks that unused machines are powered off. One that still runs is patched by nobody and watched by
nobody, keeps its address, its passwords and its way into the network, and pays for all of it with the
resources of others.

## Fix
Power the machine off and take it out of the configuration (`removed`): a provider that changes a machine
may power it on again. If it is in use after all, take the mark away. `[vm_states]` in `vmgate.toml` says
how the site marks unused machines. Whether a machine runs is told by a state, or by the plan for one that
exists; for one that is yet to be made this is unknown.

## Bad
```hcl
resource "vsphere_virtual_machine" "web" {
  name             = "old-web-01"
  resource_pool_id = data.vsphere_compute_cluster.general.resource_pool_id
  datastore_id     = "datastore-31"

  network_interface {
    network_id = "dvportgroup-110"
  }
  disk {
    label = "disk0"
    size  = 40
  }
}

data "vsphere_compute_cluster" "general" {
  name          = "cl-general"
  datacenter_id = data.vsphere_datacenter.campus.id
}

data "vsphere_datacenter" "campus" {
  name = "campus-dc1"
}
```
```toml vmgate.toml
[vm_states]
unused = ["tag:lifecycle/unused", "folder:/campus-dc1/vm/attic/**", "name:old-*"]
```

## Good
```hcl
resource "vsphere_virtual_machine" "web" {
  name             = "web-01"
  resource_pool_id = data.vsphere_compute_cluster.general.resource_pool_id
  datastore_id     = "datastore-31"
  folder           = "web"

  network_interface {
    network_id = "dvportgroup-110"
  }
  disk {
    label = "disk0"
    size  = 40
  }
}

data "vsphere_compute_cluster" "general" {
  name          = "cl-general"
  datacenter_id = data.vsphere_datacenter.campus.id
}

data "vsphere_datacenter" "campus" {
  name = "campus-dc1"
}
```
```toml vmgate.toml
[vm_states]
unused = ["tag:lifecycle/unused", "folder:/campus-dc1/vm/attic/**", "name:old-*"]
```
"""

from vmgate.model.fact import NotExpressible
from vmgate.model.result import Severity
from vmgate.model.site import Site
from vmgate.rule import Fault, declare
from vmgate.vocabulary.machine import VirtualMachine
from vmgate.vocabulary.marks import marked

rule = declare(__name__, id="VMG2301", clause="C23", severity=Severity.MEDIUM)


@rule.on(VirtualMachine)
def machine(vm: VirtualMachine, site: Site) -> Fault | None:
    """A machine that bears one of the site's marks."""
    if not site.vm_states.unused:
        raise NotExpressible("the site does not mark unused machines")
    mark = marked(vm, site.vm_states.unused)
    if mark is None:
        return None
    off = vm.powered_off
    if off.value:
        return None
    return Fault(f"the machine is marked unused ({mark}) and is not powered off{off.noted}", off)
