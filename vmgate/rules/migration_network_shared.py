"""Migration traffic shares its network with something else.

## Why
C27 demands that virtual machine motion is isolated from production on a segment with a virtual switch or
a VLAN of its own. While a machine moves, its memory crosses that network, passwords and keys included:
whoever shares the segment can read or change it.

## Fix
Give migration a host interface that carries nothing else, on a port group with a VLAN that nothing else
on the switch has. A network that the configuration does not state needs the role `migration` in the
site's inventory.

## Bad
```hcl
resource "vsphere_vnic" "vmotion" {
  host      = data.vsphere_host.esx01.id
  portgroup = vsphere_host_port_group.vmotion.name
  services  = ["vmotion", "management"]

  ipv4 {
    ip      = "10.27.0.11"
    netmask = "255.255.255.0"
  }
}

resource "vsphere_host_port_group" "vmotion" {
  name                = "pg-vmotion-27"
  host_system_id      = data.vsphere_host.esx01.id
  virtual_switch_name = "vSwitch0"
  vlan_id             = 27
}

data "vsphere_host" "esx01" {
  name          = "esx-01.example.edu"
  datacenter_id = "datacenter-2"
}
```

## Good
```hcl
resource "vsphere_vnic" "vmotion" {
  host      = data.vsphere_host.esx01.id
  portgroup = vsphere_host_port_group.vmotion.name
  services  = ["vmotion"]

  ipv4 {
    ip      = "10.27.0.11"
    netmask = "255.255.255.0"
  }
}

resource "vsphere_host_port_group" "vmotion" {
  name                = "pg-vmotion-27"
  host_system_id      = data.vsphere_host.esx01.id
  virtual_switch_name = "vSwitch0"
  vlan_id             = 27
}

data "vsphere_host" "esx01" {
  name          = "esx-01.example.edu"
  datacenter_id = "datacenter-2"
}
```
```hcl
resource "vsphere_vnic" "vmotion" {
  host      = data.vsphere_host.esx01.id
  portgroup = "pg-vmotion-27"
  services  = ["vmotion"]

  ipv4 {
    ip      = "10.27.0.11"
    netmask = "255.255.255.0"
  }
}

data "vsphere_host" "esx01" {
  name          = "esx-01.example.edu"
  datacenter_id = "datacenter-2"
}
```
```toml vmgate.toml
[[network]]
name = "pg-vmotion-27"
role = "migration"
vlan = 27
routable = false
```
"""

from vmgate.model.result import Severity
from vmgate.model.site import Role, Site
from vmgate.rule import Fault, declare, unanimous
from vmgate.vocabulary.network import HostInterface, PortGroup
from vmgate.vocabulary.placement import Place, for_migration_only, guests, host_interfaces, neighbours, places

rule = declare(__name__, id="VMG2701", clause="C27", severity=Severity.HIGH)


@rule.on(HostInterface)
def services(interface: HostInterface, _site: Site) -> Fault | None:
    """What else the interface itself carries."""
    if not interface.carries_migration.value:
        return None
    others = interface.other_services
    return (
        Fault(f"migration shares its interface with {', '.join(others.value)}", others)
        if others.value
        else None
    )


@rule.on(HostInterface)
def network(interface: HostInterface, site: Site) -> Fault | None:
    """What else is on the network that the interface may be on."""
    if not interface.carries_migration.value:
        return None
    candidates = (place for network in interface.networks for place in places(network, site))
    return unanimous((_alone(place) for place in candidates), "which network it is attached to")


def _alone(place: Place) -> Fault | None:
    network = place.network
    other = place.lacks_role(Role.MIGRATION)
    if other is not None:
        return Fault(f"migration is on {network}, which has the role {other.role.value}", network.where)
    place.require_known()
    return next(filter(None, map(_shared, network.port_groups)), None)


def _shared(group: PortGroup) -> Fault | None:
    vlan = group.vlan
    if vlan.value.untagged or vlan.value.trunk:
        return Fault(f"migration has no VLAN of its own: the port group carries {vlan.value} traffic", vlan)
    if guests(group):
        return Fault(f"migration shares {group.name.value} with virtual machines", vlan)
    if not all(interface.carries_migration.value for interface in host_interfaces(group)):
        return Fault(f"migration shares {group.name.value} with other host interfaces", vlan)
    others = (other for other in neighbours(group) if other.vlan.value.overlaps(vlan.value))
    other = next((other for other in others if not for_migration_only(other)), None)
    return (
        None if other is None else Fault(f"migration shares VLAN {vlan.value} with {other.name.value}", vlan)
    )
