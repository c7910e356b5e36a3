"""A template was revoked, or its approval does not hold any more.

## Why
C30 asks for authorized templates. A template is revoked when something is found in it: a hole, a key that
got out, a system whose support ended. Every machine that is still made from it has it again, and so has every
machine from an image that was built on it. An approval ends with time, and what its signatures do not prove any
more was never approved.

## Fix
Take the version that replaced it, and make the machine anew; build an image anew whose parent was revoked. `vmgate
template show` tells who revoked what and why. VMG3002 speaks of templates that were never approved, VMG3601 and
VMG3701 of those that are too old.

## Bad
```toml vmgate.toml
[registry]
path = "templates"
```
```toml templates/debian-13.toml
# The registry, in short: its facts are signed JSON.
name = "debian-13"
version = "2026.11.1"
approval = "approved"
system = {id = "debian", version = "13"}
parents = ["debian-13-base 2026.10.1"]

[[locator]]
platform = "vsphere"
name = "tpl-debian13"
```
```toml templates/debian-13-base.toml
# The registry, in short: its facts are signed JSON.
name = "debian-13-base"
version = "2026.10.1"
approval = "revoked"
system = {id = "debian", version = "13"}
```
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
```toml templates/debian-13.toml
# The registry, in short: its facts are signed JSON.
name = "debian-13"
version = "2026.11.1"
approval = "revoked"
system = {id = "debian", version = "13"}

[[locator]]
platform = "vsphere"
name = "tpl-debian13"
```
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
```toml templates/debian-13.toml
# The registry, in short: its facts are signed JSON.
name = "debian-13"
version = "2026.11.1"
approval = "approved"
system = {id = "debian", version = "13"}
parents = ["debian-13-base 2026.10.1"]

[[locator]]
platform = "vsphere"
name = "tpl-debian13"
```
```toml templates/debian-13-base.toml
# The registry, in short: its facts are signed JSON.
name = "debian-13-base"
version = "2026.10.1"
approval = "revoked"
system = {id = "debian", version = "13"}
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
```toml templates/debian-13.toml
# The registry, in short: its facts are signed JSON.
name = "debian-13"
version = "2026.11.1"
approval = "approved"
system = {id = "debian", version = "13"}

[[locator]]
platform = "vsphere"
name = "tpl-debian13"
```
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
```toml templates/debian-13.toml
# The registry, in short: its facts are signed JSON.
name = "debian-13"
version = "2026.11.1"
approval = "approved"
system = {id = "debian", version = "13"}
parents = ["debian-13-base 2026.10.1"]

[[locator]]
platform = "vsphere"
name = "tpl-debian13"
```
```toml templates/debian-13-base.toml
# The registry, in short: its facts are signed JSON.
name = "debian-13-base"
version = "2026.10.1"
approval = "approved"
system = {id = "debian", version = "13"}
```
"""

from vmgate.model.fact import Fact
from vmgate.model.result import Severity
from vmgate.model.site import Site
from vmgate.model.templates import Approval, Expiry, Standing, TemplateRecord
from vmgate.rule import Fault, declare, unanimous
from vmgate.vocabulary.machine import VirtualMachine
from vmgate.vocabulary.provenance import on_record
from vmgate.vocabulary.record import TemplateOnRecord

rule = declare(__name__, id="VMG3003", clause="C30", severity=Severity.MEDIUM)


@rule.on(VirtualMachine)
def machine(vm: VirtualMachine, site: Site) -> Fault | None:
    """Every template that the machine may come from, as far as the registry has a record of it."""
    found = on_record(vm, site)
    return unanimous((_fault(record, template.where) for template, record in found), "which template it is")


@rule.on(TemplateOnRecord)
def template(own: TemplateOnRecord, _site: Site) -> Fault | None:
    """A record that somebody approved, or that a channel leads to."""
    return _fault(own.record.value, own.record)


def _fault(record: TemplateRecord, where: Fact[object]) -> Fault | None:
    if record.approval is Approval.REVOKED:
        instead = f"; take {record.replacement} instead" if record.replacement else ""
        return Fault(f"template {record} {record.explanation or 'is revoked'}{instead}", where)
    against = (
        *record.against(Standing.TAINTED),
        *record.against(Standing.UNVERIFIABLE),
        *record.against(Standing.EXPIRED, Expiry.APPROVAL_AGE),
    )
    return (
        Fault(f"template {record} is {against[0].standing.value}: {against[0].text}", where)
        if against
        else None
    )
