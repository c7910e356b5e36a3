"""Drag and drop or a GUI option of the console is not disabled.

## Why
C32 demands that all copy-paste functionality between hypervisor and machine is disabled. Dragging a file
into the console window does the same under another name, and the console's GUI options switch it on again
from inside the guest.

## Fix
On vSphere set `isolation.tools.dnd.disable` to `"TRUE"` and `isolation.tools.setGUIOptions.enable` to
`"FALSE"` in `extra_config`. On libvirt set `file_transfer = { enable = "no" }` for every SPICE console; on
Hyper-V leave the guest service interface off. Write the keys out: an absent key leaves the choice to the template,
where neither plan nor state shows it. A site that relies on the hypervisor's default sets `copy_paste_absent =
"pass"` under `[policy]` in `vmgate.toml`.

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
  extra_config = {
    "isolation.tools.dnd.disable"          = "TRUE"
    "isolation.tools.setGUIOptions.enable" = "TRUE"
  }
}
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
  extra_config = {
    "isolation.tools.dnd.disable"          = "TRUE"
    "isolation.tools.setGUIOptions.enable" = "FALSE"
  }
}
```
"""

from vmgate.model.result import Severity
from vmgate.model.site import Site
from vmgate.rule import Fault, declare
from vmgate.vocabulary.machine import ConsoleChannel, VirtualMachine

rule = declare(__name__, id="VMG3202", clause="C32", severity=Severity.HIGH)


@rule.each(VirtualMachine, lambda vm: vm.drag_and_drop)
def channel(one: ConsoleChannel, site: Site) -> Fault | None:
    """One channel for drag and drop, or for GUI options."""
    disabled = one.disabled
    if disabled.value is None:
        if one.off_by_default or not site.policy.copy_paste_absent_fails:
            return None
        return Fault(f"{one.what} is not disabled: the key is not set", disabled)
    return None if disabled.value else Fault(f"{one.what} is not disabled", disabled)
