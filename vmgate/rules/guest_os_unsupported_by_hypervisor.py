"""The hypervisor does not support the guest's operating system.

## Why
C35 demands operating systems that their vendor *and* the hypervisor support. What the hypervisor does not support it
may run for years, until a driver, a patch level of the host or a call to its vendor shows what that was worth.

## Fix
Choose a system that the hypervisors support, or update them. What they support they say themselves: capture it for
each cluster and keep it in the registry (`vmgate template capture`). `supported` and `deprecated` are support;
`legacy`, `unsupported`, `techPreview` and the like, and what is not in the list, are not. A capture counts as long as
`max_support_data_age_days` under `[registry]` says.

## Bad
```hcl
provider "vsphere" {
  vsphere_server = "vcenter.example.edu"
}

resource "vsphere_virtual_machine" "web" {
  name             = "web-01"
  resource_pool_id = "resgroup-21"
  datastore_id     = "datastore-31"
  guest_id         = "rhel6_64Guest"

  network_interface {
    network_id = "dvportgroup-110"
  }
  disk {
    label = "disk0"
    size  = 40
  }
}
```
```toml templates/hypervisors.toml
# The registry, in short: its facts are signed JSON.
platform = "vsphere"
endpoint = "vcenter.example.edu"
release = "8.0 Update 3"
captured = 2026-11-02

[[guest]]
id = "debian12_64Guest"
level = "supported"

[[guest]]
id = "rhel6_64Guest"
level = "legacy"
```
```hcl
provider "vsphere" {
  vsphere_server = "vcenter.example.edu"
}

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
}
```
```toml templates/hypervisors.toml
# The registry, in short: its facts are signed JSON.
platform = "vsphere"
endpoint = "vcenter.example.edu"
release = "8.0 Update 3"
captured = 2026-11-02

[[guest]]
id = "debian12_64Guest"
level = "supported"

[[guest]]
id = "rhel6_64Guest"
level = "legacy"
```

## Good
```hcl
provider "vsphere" {
  vsphere_server = "vcenter.example.edu"
}

resource "vsphere_virtual_machine" "web" {
  name             = "web-01"
  resource_pool_id = "resgroup-21"
  datastore_id     = "datastore-31"
  guest_id         = "debian12_64Guest"

  network_interface {
    network_id = "dvportgroup-110"
  }
  disk {
    label = "disk0"
    size  = 40
  }
}
```
```toml templates/hypervisors.toml
# The registry, in short: its facts are signed JSON.
platform = "vsphere"
endpoint = "vcenter.example.edu"
release = "8.0 Update 3"
captured = 2026-11-02

[[guest]]
id = "debian12_64Guest"
level = "supported"

[[guest]]
id = "rhel6_64Guest"
level = "legacy"
```
"""

from collections.abc import Sequence

from vmgate.model.fact import NotExpressible
from vmgate.model.result import Severity
from vmgate.model.site import Site
from vmgate.model.templates import HypervisorSupport
from vmgate.rule import Fault, declare, unanimous
from vmgate.vocabulary.hypervisor_support import captures, names, supports
from vmgate.vocabulary.machine import VirtualMachine
from vmgate.vocabulary.provenance import systems

rule = declare(__name__, id="VMG3503", clause="C35", severity=Severity.HIGH)


@rule.on(VirtualMachine)
def machine(vm: VirtualMachine, site: Site) -> Fault | None:
    """What the machine says of its system, against every capture that may be of its hypervisor."""
    if not vm.platform:
        raise NotExpressible("a disk image does not say which hypervisor will run it")
    found = captures(vm, site)
    words = [str(vm.guest.identifier.value)]
    if not any(words[0] in capture.levels for capture in found):
        words += [name for system in systems(vm, site) for name in names(system)]
    return unanimous((_fault(vm, words, capture) for capture in found), "which cluster it runs on")


def _fault(vm: VirtualMachine, words: Sequence[str], capture: HypervisorSupport) -> Fault | None:
    """The words are the platform's own identifier and, where it has none that tells, what the system is called."""
    level = next((capture.levels[word] for word in words if word in capture.levels), None)
    if supports(level):
        return None
    said = "not listed as supported" if level is None else level
    on = f"{capture.endpoint}, {capture.cluster}" if capture.cluster else capture.endpoint
    return Fault(f"{' or '.join(words)} is {said} on the hypervisors of {on}", vm.guest.identifier)
