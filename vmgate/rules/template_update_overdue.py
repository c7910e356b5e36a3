"""A template's updates are older than a month.

## Why
C37 has templates updated monthly. Every machine that is made from a template starts with what the template has: the
older its updates are, the longer each new machine stands with holes that everybody can read about.

## Fix
Build the template anew with today's updates, and publish it with the evidence of that (`vmgate template publish`), or
look at its update level and record that nothing is missing (`vmgate template validate`). What counts is the day up to
which updates are shown to be in it, not the day of the build. The age is 31 days; `max_patch_age_days` under
`[registry]` in `vmgate.toml` changes it.

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
patched = 2026-10-20
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
patched = 2026-10-20
[[locator]]
platform = "vsphere"
name = "tpl-debian13"
```

## Good
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
approved = 2026-11-21
patched = 2026-11-20
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
approved = 2026-11-21
patched = 2026-11-20
[[locator]]
platform = "vsphere"
name = "tpl-debian13"
```
"""

from vmgate.model.fact import Fact
from vmgate.model.result import Severity
from vmgate.model.site import Site
from vmgate.model.templates import TemplateRecord
from vmgate.rule import Fault, declare, unanimous
from vmgate.vocabulary.machine import VirtualMachine
from vmgate.vocabulary.provenance import on_record
from vmgate.vocabulary.record import TemplateOnRecord
from vmgate.vocabulary.updates import age

rule = declare(__name__, id="VMG3701", clause="C37", severity=Severity.HIGH)


@rule.on(VirtualMachine)
def machine(vm: VirtualMachine, site: Site) -> Fault | None:
    """Every template that the machine may come from."""
    found = on_record(vm, site)
    return unanimous(
        (_fault(record, template.where, site) for template, record in found), "which template it is"
    )


@rule.on(TemplateOnRecord)
def template(own: TemplateOnRecord, site: Site) -> Fault | None:
    """A record of the registry, whether or not a machine is made from it."""
    return _fault(own.record.value, own.record, site)


def _fault(record: TemplateRecord, where: Fact[object], site: Site) -> Fault | None:
    most = site.ages.max_patch_age_days
    if record.patched is None:
        return Fault(f"nothing shows up to when template {record} is updated", where)
    days = age(record.patched, site)
    if days <= most:
        return None
    return Fault(
        f"the updates of template {record} are of {record.patched}, {days} days ago: {most} are allowed",
        where,
    )
