"""A virtual machine's template is not an approved one.

## Why
C30 demands authorized templates. A template's name alone authorizes nothing: anybody who may write to the
template folder can put another image under the name. What the registry of templates does not have, has
not approved, or knows under another identity was never checked, and every machine made from it carries
what is inside.

## Fix
Use a template that the registry lists as approved, or have this one checked and approved (`vmgate
template approve`). If it was rebuilt, publish it as a new version: a record has locators, which say how a
platform names and identifies the image.

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
    template_uuid = data.vsphere_virtual_machine.debian.id
  }
}

data "vsphere_virtual_machine" "debian" {
  name          = "tpl-debian13-test"
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
}
```
```toml templates/debian-13.toml
# The registry, in short: its facts are signed JSON.
name = "debian-13"
version = "2026.11.1"
approval = "revoked"
system = {id = "debian", version = "13"}

[[locator]]
platform = "proxmox"
identity = "9013"
```

## Good
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
    template_uuid = data.vsphere_virtual_machine.debian.id
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

from vmgate.model.fact import NotExpressible
from vmgate.model.result import Severity
from vmgate.model.site import Site
from vmgate.model.templates import Approval
from vmgate.rule import Fault, declare, unanimous
from vmgate.vocabulary.machine import VirtualMachine
from vmgate.vocabulary.provenance import Match, find
from vmgate.vocabulary.template import Template

rule = declare(__name__, id="VMG3002", clause="C30", severity=Severity.MEDIUM)


@rule.on(VirtualMachine)
def machine(vm: VirtualMachine, site: Site) -> Fault | None:
    """Every template that the machine may come from has to be approved."""
    templates = vm.origin.templates
    if not templates:
        raise NotExpressible("a template: VMG3001 speaks of machines without one")
    candidates = ((template, match) for template in templates for match in find(template, site))
    return unanimous((_approved(template, match) for template, match in candidates), "which template it is")


def _approved(template: Template, match: Match) -> Fault | None:
    record = match.record
    if record is None:
        return Fault(match.problem, template.where)
    if record.approval is not Approval.APPROVED:
        return Fault(f"template {record} is not approved ({record.approval.value})", template.where)
    return None
