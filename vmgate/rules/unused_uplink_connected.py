"""A network card of a host is attached to a switch that does not use it.

## Why
C05 demands that unused network cards are disconnected from the host. One that is attached to a switch and
carries nothing is a way in that nobody watches: plugged into another network, it joins that network with
the switch as soon as somebody makes it active.

## Fix
Take the card out of `network_adapters` and pull its cable, or use it: list it in `active_nics` or
`standby_nics` of the switch, or of a port group that overrides them. On a distributed switch the same goes
for `devices` of a `host`, and the uplinks in `active_uplinks` and `standby_uplinks`.

## Bad
```hcl
resource "vsphere_host_virtual_switch" "front" {
  name             = "vSwitch1"
  host_system_id   = data.vsphere_host.esx01.id
  network_adapters = ["vmnic2", "vmnic3"]
  active_nics      = ["vmnic2"]
}

data "vsphere_host" "esx01" {
  name          = "esx-01.example.edu"
  datacenter_id = "datacenter-2"
}
```
```hcl
resource "vsphere_distributed_virtual_switch" "campus" {
  name            = "dvs-campus"
  datacenter_id   = "datacenter-2"
  uplinks         = ["uplink1", "uplink2"]
  active_uplinks  = ["uplink1"]
  standby_uplinks = []

  host {
    host_system_id = data.vsphere_host.esx01.id
    devices        = ["vmnic2", "vmnic3"]
  }
}

data "vsphere_host" "esx01" {
  name          = "esx-01.example.edu"
  datacenter_id = "datacenter-2"
}
```

## Good
```hcl
resource "vsphere_host_virtual_switch" "front" {
  name             = "vSwitch1"
  host_system_id   = data.vsphere_host.esx01.id
  network_adapters = ["vmnic2", "vmnic3"]
  active_nics      = ["vmnic2"]
  standby_nics     = ["vmnic3"]
}

data "vsphere_host" "esx01" {
  name          = "esx-01.example.edu"
  datacenter_id = "datacenter-2"
}
```
```hcl
resource "vsphere_host_virtual_switch" "front" {
  name             = "vSwitch1"
  host_system_id   = data.vsphere_host.esx01.id
  network_adapters = ["vmnic2", "vmnic3"]
  active_nics      = ["vmnic2"]
}

data "vsphere_host" "esx01" {
  name          = "esx-01.example.edu"
  datacenter_id = "datacenter-2"
}

resource "vsphere_host_port_group" "web" {
  name                = "pg-web-110"
  host_system_id      = vsphere_host_virtual_switch.front.host_system_id
  virtual_switch_name = vsphere_host_virtual_switch.front.name
  vlan_id             = 110
  active_nics         = ["vmnic3"]
}
```
"""

from vmgate.model.result import Severity
from vmgate.model.site import Site
from vmgate.rule import Fault, declare
from vmgate.vocabulary.network import VirtualSwitch

rule = declare(__name__, id="VMG0501", clause="C05", severity=Severity.HIGH)


@rule.on(VirtualSwitch)
def switch(one: VirtualSwitch, _site: Site) -> Fault | None:
    """The cards that are attached to one switch."""
    unused = one.unused_uplinks
    if not unused.value:
        return None
    return Fault(
        f"{', '.join(unused.value)} is attached to the switch and neither active nor standby", unused
    )
