"""A port group departs from the promiscuous mode that the site demands.

## Why
C08 demands promiscuous mode on all virtual switches for monitoring. A port group may set the mode against
its switch: a switch that is in order then still hides, or shows, the traffic of the guests on that port
group. Under `promiscuous = "monitored-only"` the mode is for port groups whose network has the role
`monitoring` in the site's inventory; anywhere else it lets guests listen to each other.

## Fix
Have the port group say what its switch says. On vSphere write `allow_promiscuous` out on standard port
groups: from version 2.14.0 on the provider sends false where it is absent, which overrides the switch.
Under `monitored-only`, list the monitoring network under `[[network]]` in `vmgate.toml` with `role =
"monitoring"`.

## Bad
```hcl
resource "vsphere_host_port_group" "web" {
  name                = "pg-web-110"
  host_system_id      = data.vsphere_host.esx01.id
  virtual_switch_name = "vSwitch1"
  vlan_id             = 110
  allow_promiscuous   = false
}

data "vsphere_host" "esx01" {
  name          = "esx-01.example.edu"
  datacenter_id = "datacenter-2"
}
```
```hcl
resource "vsphere_distributed_port_group" "web" {
  name                            = "dpg-web-110"
  distributed_virtual_switch_uuid = data.vsphere_distributed_virtual_switch.campus.id
  vlan_id                         = 110
  allow_promiscuous               = true
}

data "vsphere_distributed_virtual_switch" "campus" {
  name          = "dvs-campus"
  datacenter_id = "datacenter-2"
}
```
```toml vmgate.toml
[policy]
promiscuous = "monitored-only"

[[network]]
name = "dpg-web-110"
role = "production"
```

## Good
```hcl
resource "vsphere_host_port_group" "web" {
  name                = "pg-web-110"
  host_system_id      = data.vsphere_host.esx01.id
  virtual_switch_name = "vSwitch1"
  vlan_id             = 110
  allow_promiscuous   = true
}

data "vsphere_host" "esx01" {
  name          = "esx-01.example.edu"
  datacenter_id = "datacenter-2"
}
```
```hcl
resource "vsphere_distributed_port_group" "sensor" {
  name                            = "dpg-ids-900"
  distributed_virtual_switch_uuid = data.vsphere_distributed_virtual_switch.campus.id
  vlan_id                         = 900
  allow_promiscuous               = true
}

data "vsphere_distributed_virtual_switch" "campus" {
  name          = "dvs-campus"
  datacenter_id = "datacenter-2"
}
```
```toml vmgate.toml
[policy]
promiscuous = "monitored-only"

[[network]]
name = "dpg-ids-900"
role = "monitoring"
```
"""

from vmgate.model.result import Severity
from vmgate.model.site import Promiscuous, Role, Site
from vmgate.rule import Fault, declare
from vmgate.vocabulary.network import PortGroup
from vmgate.vocabulary.placement import named

rule = declare(__name__, id="VMG0802", clause="C08", severity=Severity.HIGH)


@rule.on(PortGroup)
def port_group(thing: PortGroup, site: Site) -> Fault | None:
    """What the port group sets against its switch; what it inherits is the switch's matter."""
    override = thing.promiscuous_override
    if site.policy.promiscuous is Promiscuous.REQUIRED:
        if override.value is not False:
            return None
        return Fault(f"overrides its switch: promiscuous mode off{override.noted}", override)
    if not thing.stays_overridden().value:
        return None
    if site.policy.promiscuous is Promiscuous.FORBIDDEN:
        return Fault(f"overrides its switch: promiscuous mode on{override.noted}", override)
    name = thing.name.value
    if any(entry.role is Role.MONITORING for entry in named(name, site)):
        return None
    return Fault(
        f"promiscuous mode is on, and {name} has not the role monitoring in the site inventory", override
    )
