r"""Somebody who is no server admin may switch machines on or off.

## Why
C04 demands that only server admins have on/off rights, for their servers. Whoever can power a machine off,
reset or suspend it stops its service at will; whoever can power one on brings back what was taken out of
use.

## Fix
Grant roles with power rights to the groups that `[[staff]]` in `vmgate.toml` lists as `server-admin`, or
`platform`, of the very entity: `entities` are patterns of inventory paths, and an entry without them is for
all. Leave power rights out of roles for everybody else.

## Bad
```hcl
resource "vsphere_role" "operator" {
  name = "operator"
  role_privileges = [
    "VirtualMachine.Interact.PowerOn",
    "VirtualMachine.Interact.PowerOff",
  ]
}

resource "vsphere_entity_permissions" "web" {
  entity_id   = vsphere_folder.web.id
  entity_type = "Folder"

  permissions {
    user_or_group = "EXAMPLE\\developers"
    is_group      = true
    propagate     = true
    role_id       = vsphere_role.operator.id
  }
}

resource "vsphere_folder" "web" {
  path          = "web"
  type          = "vm"
  datacenter_id = data.vsphere_datacenter.campus.id
}

data "vsphere_datacenter" "campus" {
  name = "campus-dc1"
}
```
```toml vmgate.toml
[[staff]]
group = "EXAMPLE\\web-admins"
role = "server-admin"
entities = ["/campus-dc1/vm/web/**"]
```
```hcl
resource "vsphere_role" "operator" {
  name = "operator"
  role_privileges = [
    "VirtualMachine.Interact.PowerOn",
    "VirtualMachine.Interact.PowerOff",
  ]
}

resource "vsphere_entity_permissions" "web" {
  entity_id   = vsphere_folder.databases.id
  entity_type = "Folder"

  permissions {
    user_or_group = "EXAMPLE\\web-admins"
    is_group      = true
    propagate     = true
    role_id       = vsphere_role.operator.id
  }
}

resource "vsphere_folder" "databases" {
  path          = "databases"
  type          = "vm"
  datacenter_id = data.vsphere_datacenter.campus.id
}

data "vsphere_datacenter" "campus" {
  name = "campus-dc1"
}
```
```toml vmgate.toml
[[staff]]
group = "EXAMPLE\\web-admins"
role = "server-admin"
entities = ["/campus-dc1/vm/web/**"]
```
```hcl
resource "vsphere_entity_permissions" "web" {
  entity_id   = vsphere_folder.web.id
  entity_type = "Folder"

  permissions {
    user_or_group = "EXAMPLE\\developers"
    is_group      = true
    propagate     = true
    role_id       = "-1"
  }
}

resource "vsphere_folder" "web" {
  path          = "web"
  type          = "vm"
  datacenter_id = data.vsphere_datacenter.campus.id
}

data "vsphere_datacenter" "campus" {
  name = "campus-dc1"
}
```
```toml vmgate.toml
[[staff]]
group = "EXAMPLE\\web-admins"
role = "server-admin"
entities = ["/campus-dc1/vm/web/**"]
```

## Good
```hcl
resource "vsphere_role" "operator" {
  name = "operator"
  role_privileges = [
    "VirtualMachine.Interact.PowerOn",
    "VirtualMachine.Interact.PowerOff",
  ]
}

resource "vsphere_entity_permissions" "web" {
  entity_id   = vsphere_folder.web.id
  entity_type = "Folder"

  permissions {
    user_or_group = "EXAMPLE\\web-admins"
    is_group      = true
    propagate     = true
    role_id       = vsphere_role.operator.id
  }
}

resource "vsphere_folder" "web" {
  path          = "web"
  type          = "vm"
  datacenter_id = data.vsphere_datacenter.campus.id
}

data "vsphere_datacenter" "campus" {
  name = "campus-dc1"
}
```
```toml vmgate.toml
[[staff]]
group = "EXAMPLE\\web-admins"
role = "server-admin"
entities = ["/campus-dc1/vm/web/**"]
```
```hcl
resource "vsphere_role" "operator" {
  name = "operator"
  role_privileges = [
    "VirtualMachine.Interact.ConsoleInteract",
  ]
}

resource "vsphere_entity_permissions" "web" {
  entity_id   = vsphere_folder.web.id
  entity_type = "Folder"

  permissions {
    user_or_group = "EXAMPLE\\developers"
    is_group      = true
    propagate     = true
    role_id       = vsphere_role.operator.id
  }
}

resource "vsphere_folder" "web" {
  path          = "web"
  type          = "vm"
  datacenter_id = data.vsphere_datacenter.campus.id
}

data "vsphere_datacenter" "campus" {
  name = "campus-dc1"
}
```
```toml vmgate.toml
[[staff]]
group = "EXAMPLE\\web-admins"
role = "server-admin"
entities = ["/campus-dc1/vm/web/**"]
```
"""

from vmgate.model.result import Severity
from vmgate.model.site import Site, StaffRole
from vmgate.rule import Fault, declare, unanimous
from vmgate.vocabulary.access import Entity, Grant, Permissions

rule = declare(__name__, id="VMG0401", clause="C04", severity=Severity.HIGH)

ADMINS = (StaffRole.SERVER_ADMIN, StaffRole.PLATFORM)


@rule.each(Permissions, lambda permissions: permissions.grants)
def grant(one: Grant, site: Site) -> Fault | None:
    """One role that is granted to somebody, where it has power rights."""
    if not one.power_rights.value:
        return None
    if not site.staff:
        raise one.principal.doubt("the site policy lists no staff")
    answers = (_on(one, entity, site) for entity in one.on.entities)
    return unanimous(answers, "which entity it is granted on")


def _on(one: Grant, entity: Entity, site: Site) -> Fault | None:
    principal = one.principal
    entries = site.staffed(principal.value, group=one.is_group.value)
    admins = [entry for entry in entries if entry.role in ADMINS]
    if any(entry.entities is None or entry.has_entity(entity.path.value) for entry in admins):
        return None
    where = f"of {entity.path.value}" if entity.path.known else "there"
    return Fault(
        f"{principal.shown()} may switch machines on or off, and is no server admin {where}", principal
    )
