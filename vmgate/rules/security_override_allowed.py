"""A single port may set its own security policy.

## Why
C09 demands MAC address filtering. Where single ports may override the security policy of their port
group, one guest's port can accept forged addresses or promiscuous mode although switch and port group
reject them, and neither plan nor configuration shows it.

## Fix
On vSphere set `security_policy_override_allowed = false` on distributed port groups, or leave it out.
Give a machine that needs other settings a port group of its own.

## Bad
```hcl
resource "vsphere_distributed_port_group" "web" {
  name                             = "dpg-web-110"
  distributed_virtual_switch_uuid  = data.vsphere_distributed_virtual_switch.campus.id
  vlan_id                          = 110
  security_policy_override_allowed = true
}

data "vsphere_distributed_virtual_switch" "campus" {
  name          = "dvs-campus"
  datacenter_id = "datacenter-2"
}
```

## Good
```hcl
resource "vsphere_distributed_port_group" "web" {
  name                             = "dpg-web-110"
  distributed_virtual_switch_uuid  = data.vsphere_distributed_virtual_switch.campus.id
  vlan_id                          = 110
  security_policy_override_allowed = false
}

data "vsphere_distributed_virtual_switch" "campus" {
  name          = "dvs-campus"
  datacenter_id = "datacenter-2"
}
```
"""

from vmgate.model.result import Severity
from vmgate.model.site import Site
from vmgate.rule import Fault, declare
from vmgate.vocabulary.network import PortGroup

rule = declare(__name__, id="VMG0903", clause="C09", severity=Severity.HIGH)


@rule.on(PortGroup)
def port_group(thing: PortGroup, _site: Site) -> Fault | None:
    """Whether ports may depart from the port group."""
    allowed = thing.security_override_allowed
    return Fault(f"ports may override the security policy{allowed.noted}", allowed) if allowed.value else None
