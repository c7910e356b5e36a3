"""Copy or paste between console and guest is not disabled.

## Why
C32 demands that all copy-paste functionality between hypervisor and machine is disabled. The clipboard of
the console carries text and files past every firewall: passwords out of a guest, programs into it, with
no log.

## Fix
On vSphere set `isolation.tools.copy.disable` and `isolation.tools.paste.disable` to `"TRUE"` in
`extra_config`, in Packer templates in `configuration_parameters`; an OVF keeps them only with the flag
`EXTRA_CONFIG`. On Proxmox write a `vga` block without `clipboard`, for clones too. On libvirt set
`clip_board = { copy_paste = "no" }` for every SPICE console. Write the keys out: an absent key
leaves the choice to the template, where neither plan nor state shows it. A site that relies on the
hypervisor's default sets `copy_paste_absent = "pass"` under `[policy]` in `vmgate.toml`.

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
    "isolation.tools.copy.disable"  = "TRUE"
    "isolation.tools.paste.disable" = "FALSE"
  }
}
```
```hcl template.pkr.hcl
source "vsphere-iso" "debian" {
  configuration_parameters = {
    "isolation.tools.copy.disable"  = "TRUE"
    "isolation.tools.paste.disable" = "TRUE"
  }

  content_library_destination {
    library   = "templates"
    ovf       = true
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
    "isolation.tools.copy.disable"  = "TRUE"
    "isolation.tools.paste.disable" = "TRUE"
  }
}
```
```hcl template.pkr.hcl
source "vsphere-iso" "debian" {
  configuration_parameters = {
    "isolation.tools.copy.disable"  = "TRUE"
    "isolation.tools.paste.disable" = "TRUE"
  }

  content_library_destination {
    library   = "templates"
    ovf       = true
    ovf_flags = ["EXTRA_CONFIG"]
  }
}
```
"""

from vmgate.model.result import Severity
from vmgate.model.site import Site
from vmgate.rule import Fault, declare
from vmgate.vocabulary.machine import ConsoleChannel, VirtualMachine

rule = declare(__name__, id="VMG3201", clause="C32", severity=Severity.HIGH)


@rule.each(VirtualMachine, lambda vm: vm.copy_paste)
def channel(one: ConsoleChannel, site: Site) -> Fault | None:
    """One channel for copy or paste."""
    disabled = one.disabled
    if disabled.value is None:
        if not site.policy.copy_paste_absent_fails:
            return None
        return Fault(f"{one.what} is not disabled: {disabled.note or 'the key is not set'}", disabled)
    return None if disabled.value else Fault(f"{one.what} is not disabled", disabled)
