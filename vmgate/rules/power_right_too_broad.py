r"""The right to switch machines on or off is granted on too much.

## Why
C04 gives server admins on/off rights for their servers. A role with such rights that is granted on a host,
a cluster, a datacenter or the root, and handed down, is for every server below: of other departments too,
and for each that is still to come.

## Fix
Grant the role on the folders of the group's own machines, or do not let it propagate. Who has to reach
everything is the platform team: list it in `vmgate.toml` under `[[staff]]` with `role = "platform"`.

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
  entity_id   = data.vsphere_datacenter.campus.id
  entity_type = "Datacenter"

  permissions {
    user_or_group = "EXAMPLE\\web-admins"
    is_group      = true
    propagate     = true
    role_id       = vsphere_role.operator.id
  }
}

data "vsphere_datacenter" "campus" {
  name = "campus-dc1"
}
```
```toml vmgate.toml
[[staff]]
group = "EXAMPLE\\platform"
role = "platform"
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
  entity_id   = data.vsphere_folder.root.id
  entity_type = "Folder"

  permissions {
    user_or_group = "EXAMPLE\\web-admins"
    is_group      = true
    propagate     = true
    role_id       = vsphere_role.operator.id
  }
}

data "vsphere_folder" "root" {
  path = "/campus-dc1/vm"
}
```
```toml vmgate.toml
[[staff]]
group = "EXAMPLE\\platform"
role = "platform"
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
group = "EXAMPLE\\platform"
role = "platform"
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
  entity_id   = data.vsphere_datacenter.campus.id
  entity_type = "Datacenter"

  permissions {
    user_or_group = "EXAMPLE\\platform"
    is_group      = true
    propagate     = true
    role_id       = vsphere_role.operator.id
  }
}

data "vsphere_datacenter" "campus" {
  name = "campus-dc1"
}
```
```toml vmgate.toml
[[staff]]
group = "EXAMPLE\\platform"
role = "platform"
```
"""

from vmgate.model.result import Severity
from vmgate.model.site import Site, StaffRole
from vmgate.rule import Fault, declare, unanimous
from vmgate.vocabulary.access import Entity, Grant, Permissions

rule = declare(__name__, id="VMG0402", clause="C04", severity=Severity.HIGH)


@rule.each(Permissions, lambda permissions: permissions.grants)
def grant(one: Grant, site: Site) -> Fault | None:
    """One role that is granted to somebody, where it has power rights and is handed down."""
    if not one.power_rights.value or not one.propagates.value:
        return None
    answers = (_on(one, entity, site) for entity in one.on.entities)
    return unanimous(answers, "which entity it is granted on")


def _on(one: Grant, entity: Entity, site: Site) -> Fault | None:
    principal = one.principal
    if not entity.broad.value:
        return None
    if not site.staff:
        raise principal.doubt("the site policy lists no staff")
    entries = site.staffed(principal.value, group=one.is_group.value)
    platform = [entry for entry in entries if entry.role is StaffRole.PLATFORM]
    if any(entry.entities is None or entry.has_entity(entity.path.value) for entry in platform):
        return None
    where = f" below {entity.path.value}" if entity.path.known else ""
    return Fault(f"{principal.shown()} may switch every machine{where} on or off", one.propagates)
