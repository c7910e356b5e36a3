"""An image lacks a security update that came out more than 60 days ago, or may lack one.

## Why
C36 gives every virtual server 60 days for an applicable security update. A machine that is made from an image without
it starts in breach, and so does one from an image of which nobody can tell: whatever came out after the last day that
is shown may be missing.

## Fix
Build the image anew with today's updates and publish it with the evidence (`vmgate template publish`); or look at
what it lacks and record that (`vmgate template validate`), with the day on which each update was released. The delay
is 60 days; `max_update_delay_days` under `[registry]` in `vmgate.toml` changes it.

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
approved = 2026-11-21
patched = 2026-11-20
missing = [{id = "DSA-6021-1", released = 2026-08-02}]
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
missing = [{id = "DSA-6021-1", released = 2026-08-02}]
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
patched = 2026-09-01
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
missing = [{id = "DSA-6021-1", released = 2026-11-02}]
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
from vmgate.vocabulary.updates import age, overdue, shown_until, undated

rule = declare(__name__, id="VMG3601", clause="C36", severity=Severity.HIGH)


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
    late, most, shown = overdue(record, site), site.ages.max_update_delay_days, shown_until(record)
    if late:
        update, days = late[0]
        return Fault(
            f"template {record} lacks {update.id}, which came out on {update.released}, {days} days ago: "
            f"{most} are allowed",
            where,
        )
    if shown is None:
        return Fault(f"nothing shows which security updates template {record} has", where)
    if age(shown, site) > most:
        days = age(shown, site)
        return Fault(
            f"nothing shows which security updates template {record} has since {shown}, {days} days ago",
            where,
        )
    if undated(record):
        raise where.doubt(
            f"nothing says when {undated(record)[0].id} came out, which template {record} lacks"
        )
    return None
