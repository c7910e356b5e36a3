"""Storage traffic can be routed.

## Why
C10 asks that iSCSI and NFS are on dedicated storage networks or non-routable VLANs. A gateway on the
storage interface, or a router in its network, brings the file server within reach of machines that have no
business with it, and the disks of every guest with it.

## Fix
Leave the gateway out of the storage interface, and keep routers out of its VLAN. List the network in
`vmgate.toml` with `role = "storage"` and `routable = false`.

## Bad
```hcl
resource "vsphere_vnic" "storage" {
  host      = data.vsphere_host.esx01.id
  portgroup = "pg-nfs-310"

  ipv4 {
    ip      = "10.31.0.11"
    netmask = "255.255.255.0"
    gw      = "10.31.0.1"
  }
}

data "vsphere_host" "esx01" {
  name          = "esx-01.example.edu"
  datacenter_id = "datacenter-2"
}
```
```toml vmgate.toml
[[network]]
name = "pg-nfs-310"
role = "storage"
vlan = 310
routable = false
```
```hcl
resource "vsphere_vnic" "storage" {
  host      = data.vsphere_host.esx01.id
  portgroup = "pg-nfs-310"

  ipv4 {
    ip      = "10.31.0.11"
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
name = "pg-nfs-310"
role = "storage"
vlan = 310
routable = true
```

```hcl
terraform {
  required_providers {
    iosxe = {
      source = "CiscoDevNet/iosxe"
    }
  }
}

resource "iosxe_interface_vlan" "storage" {
  name              = 310
  ipv4_address      = "10.31.0.1"
  ipv4_address_mask = "255.255.255.0"
}
```
```toml vmgate.toml
[[network]]
name = "pg-nfs-310"
role = "storage"
vlan = 310
```

## Good
```hcl
resource "vsphere_vnic" "storage" {
  host      = data.vsphere_host.esx01.id
  portgroup = "pg-nfs-310"

  ipv4 {
    ip      = "10.31.0.11"
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
name = "pg-nfs-310"
role = "storage"
vlan = 310
routable = false
```
```hcl
terraform {
  required_providers {
    iosxe = {
      source = "CiscoDevNet/iosxe"
    }
  }
}

resource "iosxe_interface_vlan" "web" {
  name              = 110
  ipv4_address      = "10.11.0.1"
  ipv4_address_mask = "255.255.255.0"
}
```
```toml vmgate.toml
[[network]]
name = "pg-nfs-310"
role = "storage"
vlan = 310
```
"""

from collections.abc import Sequence

from vmgate.model.fact import Fact
from vmgate.model.result import Severity
from vmgate.model.site import Role, Site
from vmgate.rule import Fault, declare, unanimous
from vmgate.vocabulary.network import HostInterface
from vmgate.vocabulary.placement import Place, places
from vmgate.vocabulary.storage_traffic import carries_storage
from vmgate.vocabulary.switching import RoutedVlan, SwitchAddress, has_role

rule = declare(__name__, id="VMG1002", clause="C10", severity=Severity.MEDIUM)


def _gateways(interface: HostInterface) -> Sequence[tuple[HostInterface, Fact[str | None]]]:
    return [(interface, gateway) for gateway in interface.gateways]


@rule.each(HostInterface, _gateways)
def gateway(of: tuple[HostInterface, Fact[str | None]], site: Site) -> Fault | None:
    """The gateway of one address family."""
    interface, one = of
    if not carries_storage(interface, site) or not one.value:
        return None
    return Fault("the storage interface has a gateway", one)


@rule.on(HostInterface)
def network(interface: HostInterface, site: Site) -> Fault | None:
    """What the inventory says of the network that the interface may be on."""
    if not any(entry.routable for entry in site.networks) or not carries_storage(interface, site):
        return None
    candidates = (place for network in interface.networks for place in places(network, site))
    return unanimous((_unrouted(place) for place in candidates), "which network it is attached to")


def _unrouted(place: Place) -> Fault | None:
    network = place.network
    if not any(entry.routable for entry in place.entries()):
        return None
    return Fault(f"storage is on {network}, which is routable by the site inventory", network.where)


@rule.each(RoutedVlan, lambda routed: routed.gateways)
def switch(one: SwitchAddress, site: Site) -> Fault | None:
    """One address of a physical switch, which may route what is in its VLAN."""
    if one.given.value is None or not has_role(one, site, Role.STORAGE):
        return None
    return Fault(f"the switch has an address in VLAN {one.vlan.value}, which is for storage", one.given)
