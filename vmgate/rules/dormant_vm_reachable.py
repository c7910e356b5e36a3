r"""Somebody outside Operations has access to a dormant machine.

## Why
C29 restricts access to dormant machines to the Operations staff. A dormant machine misses every update
while it sleeps. Whoever can wake it has a machine with known holes and valid passwords inside the network;
whoever can read its disks does not even have to.

## Fix
Put dormant machines into a folder whose permissions name the Operations staff only, and take access away
from those that inherit it (a role without access on that folder). `[vm_states]` in `vmgate.toml` says how
the site marks dormant machines, `[[staff]]` with `role = "operations"` who may have access. What was
granted by hand above the folder is in no configuration: state the permissions of the folder here, or the
answer is unknown.

## Bad
```hcl
resource "vsphere_virtual_machine" "web" {
  name             = "web-01"
  resource_pool_id = data.vsphere_compute_cluster.general.resource_pool_id
  datastore_id     = "datastore-31"
  folder           = vsphere_folder.dormant.path

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

resource "vsphere_folder" "dormant" {
  path          = "dormant"
  type          = "vm"
  datacenter_id = data.vsphere_datacenter.campus.id
}

resource "vsphere_role" "operator" {
  name = "operator"
  role_privileges = [
    "VirtualMachine.Interact.ConsoleInteract",
  ]
}

resource "vsphere_entity_permissions" "dormant" {
  entity_id   = vsphere_folder.dormant.id
  entity_type = "Folder"

  permissions {
    user_or_group = "EXAMPLE\\web-admins"
    is_group      = true
    propagate     = true
    role_id       = vsphere_role.operator.id
  }
}
```
```toml vmgate.toml
[vm_states]
dormant = ["folder:/campus-dc1/vm/dormant/**"]

[[staff]]
group = "EXAMPLE\\operations"
role = "operations"
```

## Good
```hcl
resource "vsphere_virtual_machine" "web" {
  name             = "web-01"
  resource_pool_id = data.vsphere_compute_cluster.general.resource_pool_id
  datastore_id     = "datastore-31"
  folder           = vsphere_folder.dormant.path

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

resource "vsphere_folder" "dormant" {
  path          = "dormant"
  type          = "vm"
  datacenter_id = data.vsphere_datacenter.campus.id
}

resource "vsphere_role" "operator" {
  name = "operator"
  role_privileges = [
    "VirtualMachine.Interact.PowerOn",
    "VirtualMachine.Interact.PowerOff",
  ]
}

resource "vsphere_entity_permissions" "dormant" {
  entity_id   = vsphere_folder.dormant.id
  entity_type = "Folder"

  permissions {
    user_or_group = "EXAMPLE\\operations"
    is_group      = true
    propagate     = true
    role_id       = vsphere_role.operator.id
  }
}
```
```toml vmgate.toml
[vm_states]
dormant = ["folder:/campus-dc1/vm/dormant/**"]

[[staff]]
group = "EXAMPLE\\operations"
role = "operations"
```
"""

from vmgate.model.fact import NotExpressible
from vmgate.model.result import Severity
from vmgate.model.site import Site, StaffRole
from vmgate.rule import Fault, declare
from vmgate.vocabulary.access import Grant
from vmgate.vocabulary.machine import VirtualMachine
from vmgate.vocabulary.marks import marked

rule = declare(__name__, id="VMG2901", clause="C29", severity=Severity.HIGH)


@rule.on(VirtualMachine)
def machine(vm: VirtualMachine, site: Site) -> Fault | None:
    """A machine that bears one of the site's marks, and everybody who reaches it."""
    if not site.vm_states.dormant:
        raise NotExpressible("the site does not mark dormant machines")
    if marked(vm, site.vm_states.dormant) is None:
        return None
    grants = vm.grants
    if not grants:
        raise vm.path.doubt("who has access to it is not in the configuration")
    if not site.staff:
        raise vm.path.doubt("the site policy lists no staff")
    path = vm.path.value
    outside = [one.principal for one in grants if not _may(one, path, site)]
    if not outside:
        return None
    names = ", ".join(principal.shown() for principal in outside)
    return Fault(f"the machine is dormant, and accessible to others than Operations: {names}", outside[0])


def _may(one: Grant, path: str, site: Site) -> bool:
    """Whether a grant gives no access, or to Operations only."""
    if not one.admits.value:
        return True
    entries = site.staffed(one.principal.value, group=one.is_group.value)
    return any(entry.role is StaffRole.OPERATIONS and entry.has_entity(path) for entry in entries)
