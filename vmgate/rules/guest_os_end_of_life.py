"""A guest's operating system is out of its vendor's support.

## Why
C35 demands operating systems that their vendor supports. After the end of support flaws are still found
and published, but no longer mended: the machine cannot meet the 60 days of C36, whatever is done to it.

## Fix
Build the machine from a template of a supported release. Support that has to be bought counts only where
the site says so, with `accept_paid_support = true` under `[policy]` in `vmgate.toml`. Where the
provider's identifier does not name a release (Ubuntu on vSphere, any Linux on Proxmox), the template's
record in the registry does.

The dates are facts of a day. Where they are older than `max_support_data_age_days` under `[registry]`
allows (180), a system that they call supported is unknown, and a fault when they are twice as old:
install a newer vmgate, or name a newer file with `support_data`.

## Bad
```hcl
resource "vsphere_virtual_machine" "web" {
  name             = "web-01"
  resource_pool_id = "resgroup-21"
  datastore_id     = "datastore-31"
  guest_id         = "debian10_64Guest"

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

  clone {
    vm_id = 9010
  }
  operating_system {
    type = "l26"
  }
}
```
```toml templates/debian-10.toml
# The registry, in short: its facts are signed JSON.
name = "debian-10"
version = "2022.8.1"
approval = "approved"
system = {id = "debian", version = "10"}

[[locator]]
platform = "proxmox"
identity = "9010"
```

## Good
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
  operating_system {
    type = "l26"
  }
}
```
```toml templates/debian-13.toml
# The registry, in short: its facts are signed JSON.
name = "debian-13"
version = "2026.11.1"
approval = "approved"
system = {id = "debian", version = "13"}

[[locator]]
platform = "proxmox"
identity = "9013"
```
"""

from vmgate.model.fact import Fact
from vmgate.model.result import Severity
from vmgate.model.site import Site
from vmgate.model.templates import GuestSystem
from vmgate.rule import Fault, declare, unanimous
from vmgate.vocabulary.lifecycle import data_age, support
from vmgate.vocabulary.machine import VirtualMachine
from vmgate.vocabulary.provenance import systems
from vmgate.vocabulary.record import TemplateOnRecord

rule = declare(__name__, id="VMG3501", clause="C35", severity=Severity.HIGH)


@rule.on(VirtualMachine)
def machine(vm: VirtualMachine, site: Site) -> Fault | None:
    """Every system that may run inside has to be in support on the day."""
    candidates = systems(vm, site)
    where = vm.guest.identifier
    if not candidates:
        raise where.doubt("the guest operating system cannot be told")
    return unanimous((_supported(system, site, where) for system in candidates), "which guest system it is")


@rule.on(TemplateOnRecord)
def template(own: TemplateOnRecord, site: Site) -> Fault | None:
    """The system that the registry records of a template."""
    system = own.record.value.system
    if system is None:
        raise own.record.doubt("the registry does not say which system the template has")
    return _supported(system, site, own.record)


def _supported(system: GuestSystem, site: Site, where: Fact[object]) -> Fault | None:
    known = support(system, site)
    if known is None:
        raise where.doubt(f"no end of support is known for {system}")
    paid = known.paid if site.policy.accept_paid_support else None
    ends = known.vendor if known.vendor is None or paid is None else max(known.vendor, paid)
    if ends is not None and ends < site.as_of:
        return Fault(f"{system} is out of vendor support since {ends}", where)
    return _current(system, site, where)


def _current(system: GuestSystem, site: Site, where: Fact[object]) -> Fault | None:
    """Old data do not show that a system is supported still: at first that is unknown, later it counts as not."""
    age, most = data_age(site), site.ages.max_support_data_age_days
    if age > 2 * most:
        return Fault(f"nothing shows that {system} is supported: the support data are {age} days old", where)
    if age > most:
        raise where.doubt(f"the support data are {age} days old, and the policy allows {most}")
    return None
