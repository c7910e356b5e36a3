"""A host can be managed around its management server.

## Why
C34 demands that access to the management server is limited to authorized staff. That limit holds only if
nobody can go to the host directly: without lockdown mode whoever has a local account logs in there, past
the server's roles and past its log.

## Fix
On vSphere set `lockdown = "normal"` or `"strict"` on the host; where it is absent, lockdown is off.

## Bad
```hcl
resource "vsphere_host" "esx01" {
  hostname = "esx-01.example.edu"
  username = "root"
  password = var.esxi_password
}

variable "esxi_password" {
  type      = string
  sensitive = true
}
```

## Good
```hcl
resource "vsphere_host" "esx01" {
  hostname = "esx-01.example.edu"
  username = "root"
  password = var.esxi_password
  lockdown = "normal"
}

variable "esxi_password" {
  type      = string
  sensitive = true
}
```
"""

from vmgate.model.result import Severity
from vmgate.model.site import Site
from vmgate.rule import Fault, declare
from vmgate.vocabulary.host import Host

rule = declare(__name__, id="VMG3401", clause="C34", severity=Severity.HIGH)


@rule.on(Host)
def host(thing: Host, _site: Site) -> Fault | None:
    """The host's lockdown mode."""
    locked = thing.locked_down
    return None if locked.value else Fault(f"lockdown mode is off{locked.noted}", locked)
