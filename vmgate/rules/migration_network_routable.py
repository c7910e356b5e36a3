"""Migration traffic can be routed.

## Why
C27 demands that virtual machine motion runs on a segment that is non-routable. A gateway on the migration
interface, or a router in its network, carries the memory of moving machines to where other machines can
read it, and lets them reach the hosts' migration service.

## Fix
Leave the gateway out of the migration interface, and keep routers out of its VLAN. List the network in
`vmgate.toml` with `role = "migration"` and `routable = false`. Motion over long distances, which has to
be routed, needs an exception.

## Bad
```hcl
resource "vsphere_vnic" "vmotion" {
  host      = data.vsphere_host.esx01.id
  portgroup = "pg-vmotion-27"
  services  = ["vmotion"]

  ipv4 {
    ip      = "10.27.0.11"
    netmask = "255.255.255.0"
    gw      = "10.27.0.1"
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
```hcl
terraform {
  required_providers {
    nxos = {
      source = "CiscoDevNet/nxos"
    }
  }
}

resource "nxos_ipv4" "core" {
  vrfs = {
    default = {
      interfaces = {
        "vlan27" = { addresses = { "10.27.0.1/24" = {} } }
      }
    }
  }
}
```
```toml vmgate.toml
[[network]]
name = "pg-vmotion-27"
role = "migration"
vlan = 27
routable = false
```

## Good
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
```hcl
terraform {
  required_providers {
    nxos = {
      source = "CiscoDevNet/nxos"
    }
  }
}

resource "nxos_ipv4" "core" {
  vrfs = {
    default = {
      interfaces = {
        "vlan110" = { addresses = { "10.11.0.1/24" = {} } }
      }
    }
  }
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

from collections.abc import Sequence

from vmgate.model.fact import Fact
from vmgate.model.result import Severity
from vmgate.model.site import Role, Site
from vmgate.rule import Fault, declare, unanimous
from vmgate.vocabulary.network import HostInterface
from vmgate.vocabulary.placement import Place, places
from vmgate.vocabulary.switching import RoutedVlan, SwitchAddress, has_role

rule = declare(__name__, id="VMG2702", clause="C27", severity=Severity.HIGH)


def _gateways(interface: HostInterface) -> Sequence[Fact[str | None]]:
    return interface.gateways if interface.carries_migration.value else ()


@rule.each(HostInterface, _gateways)
def gateway(one: Fact[str | None], _site: Site) -> Fault | None:
    """The gateway of one address family."""
    return Fault("the migration interface has a gateway", one) if one.value else None


@rule.on(HostInterface)
def network(interface: HostInterface, site: Site) -> Fault | None:
    """What the inventory says of the network that the interface may be on."""
    if not interface.carries_migration.value or not any(entry.routable for entry in site.networks):
        return None
    candidates = (place for network in interface.networks for place in places(network, site))
    return unanimous((_unrouted(place) for place in candidates), "which network it is attached to")


def _unrouted(place: Place) -> Fault | None:
    network = place.network
    if not any(entry.routable for entry in place.entries()):
        return None
    return Fault(f"migration is on {network}, which is routable by the site inventory", network.where)


@rule.each(RoutedVlan, lambda routed: routed.gateways)
def switch(one: SwitchAddress, site: Site) -> Fault | None:
    """One address of a physical switch, which may route what is in its VLAN."""
    if one.given.value is None or not has_role(one, site, Role.MIGRATION):
        return None
    return Fault(f"the switch has an address in VLAN {one.vlan.value}, which is for migration", one.given)
