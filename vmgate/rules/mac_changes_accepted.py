"""A guest may change its MAC address.

## Why
C09 demands MAC address filtering against spoofing. Where MAC address changes are accepted, a guest's
system can take the address of another machine and receive what was meant for it.

## Fix
On vSphere set `allow_mac_changes = false` on the switch and on every port group. Write it out: on a
standard switch the provider's default is true. Machines that share an address for failover (some clusters
and load balancers) need it on a port group of their own, with an exception.

## Bad
```hcl
resource "vsphere_host_virtual_switch" "guests" {
  name             = "vSwitch1"
  host_system_id   = data.vsphere_host.esx01.id
  network_adapters = ["vmnic2", "vmnic3"]
  active_nics      = ["vmnic2", "vmnic3"]
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
  allow_mac_changes               = true
}

data "vsphere_distributed_virtual_switch" "campus" {
  name          = "dvs-campus"
  datacenter_id = "datacenter-2"
}
```

## Good
```hcl
resource "vsphere_host_virtual_switch" "guests" {
  name                   = "vSwitch1"
  host_system_id         = data.vsphere_host.esx01.id
  network_adapters       = ["vmnic2", "vmnic3"]
  active_nics            = ["vmnic2", "vmnic3"]
  allow_mac_changes      = false
  allow_forged_transmits = false
}

resource "vsphere_host_port_group" "web" {
  name                   = "pg-web-110"
  host_system_id         = data.vsphere_host.esx01.id
  virtual_switch_name    = vsphere_host_virtual_switch.guests.name
  vlan_id                = 110
  allow_mac_changes      = false
  allow_forged_transmits = false
}

data "vsphere_host" "esx01" {
  name          = "esx-01.example.edu"
  datacenter_id = "datacenter-2"
}
```
"""

from vmgate.model.result import Severity
from vmgate.model.site import Site
from vmgate.rule import Fault, declare
from vmgate.vocabulary.network import PortGroup, VirtualSwitch

rule = declare(__name__, id="VMG0901", clause="C09", severity=Severity.HIGH)


@rule.on(VirtualSwitch)
def switch(thing: VirtualSwitch, _site: Site) -> Fault | None:
    """Whether a guest receives under another address, on the switch."""
    accepted = thing.mac_changes
    return Fault(f"MAC address changes are accepted{accepted.noted}", accepted) if accepted.value else None


@rule.on(PortGroup)
def port_group(thing: PortGroup, _site: Site) -> Fault | None:
    """Whether a guest receives under another address, on the port group: its own setting or the inherited one."""
    accepted = thing.mac_changes
    return Fault(f"MAC address changes are accepted{accepted.noted}", accepted) if accepted.value else None
