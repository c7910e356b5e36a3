"""A single port may set its own VLAN.

## Why
C26 demands VLANs within a virtual switch to segment traffic. Where single ports may override the VLAN of
their port group, one guest's port can be put into the VLAN of the storage or the hosts' management, or be
made a trunk, although its port group is in a VLAN for guests, and neither plan nor configuration shows it.

## Fix
On vSphere set `vlan_override_allowed = false` on distributed port groups, or leave it out. Give a machine
that needs another VLAN a port group of its own.

## Bad
```hcl
resource "vsphere_distributed_port_group" "web" {
  name                            = "dpg-web-110"
  distributed_virtual_switch_uuid = data.vsphere_distributed_virtual_switch.campus.id
  vlan_id                         = 110
  vlan_override_allowed           = true
}

data "vsphere_distributed_virtual_switch" "campus" {
  name          = "dvs-campus"
  datacenter_id = "datacenter-2"
}
```

## Good
```hcl
resource "vsphere_distributed_port_group" "web" {
  name                            = "dpg-web-110"
  distributed_virtual_switch_uuid = data.vsphere_distributed_virtual_switch.campus.id
  vlan_id                         = 110
  vlan_override_allowed           = false
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

rule = declare(__name__, id="VMG2604", clause="C26", severity=Severity.HIGH)


@rule.on(PortGroup)
def port_group(thing: PortGroup, _site: Site) -> Fault | None:
    """Whether ports may depart from the port group."""
    allowed = thing.vlan_override_allowed
    return Fault(f"ports may have VLANs of their own{allowed.noted}", allowed) if allowed.value else None
