"""A virtual machine is created from a template that was revoked.

## Why
C30 asks for authorized templates. A template is revoked when something is found in it: a hole, a key that
got out, a system whose support ended. Every machine that is still made from it has it again.

## Fix
Take the version that replaced it, and make the machine anew. VMG3002 speaks of templates that were never
approved; this rule of those of which somebody knows that they are bad.

## Bad
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
name = "debian-13"
version = "2026.11.1"
approval = "revoked"
system = {id = "debian", version = "13"}

[[locator]]
platform = "vsphere"
name = "tpl-debian13"
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
name = "debian-13"
version = "2026.11.1"
approval = "approved"
system = {id = "debian", version = "13"}

[[locator]]
platform = "vsphere"
name = "tpl-debian13"
```
"""

from vmgate.model.fact import NotExpressible
from vmgate.model.result import Severity
from vmgate.model.site import Site
from vmgate.model.templates import Approval
from vmgate.rule import Fault, declare, unanimous
from vmgate.vocabulary.machine import VirtualMachine
from vmgate.vocabulary.provenance import Match, find
from vmgate.vocabulary.template import Template

rule = declare(__name__, id="VMG3003", clause="C30", severity=Severity.MEDIUM)


@rule.on(VirtualMachine)
def machine(vm: VirtualMachine, site: Site) -> Fault | None:
    """Every template that the machine may come from, as far as the registry has a record of it."""
    templates = vm.origin.templates
    if not templates:
        raise NotExpressible("a template: VMG3001 speaks of machines without one")
    candidates = ((template, match) for template in templates for match in find(template, site))
    return unanimous((_revoked(template, match) for template, match in candidates), "which template it is")


def _revoked(template: Template, match: Match) -> Fault | None:
    record = match.record
    if record is None or record.approval is not Approval.REVOKED:
        return None
    return Fault(f"template {record} is revoked", template.where)
