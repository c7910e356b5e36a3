"""One VLAN carries networks that are for different things.

## Why
C26 demands VLANs within a virtual switch to segment traffic. Two port groups with one VLAN are one segment,
whatever they are called: a guest on the one is on the network of the other.

## Fix
Give the networks of each role VLANs of their own. What a port group is for stands in the site's inventory,
`[[network]]` in `vmgate.toml`; where it does not, a port group with interfaces of the hosts on it is one of
the hosts, and one with guests on it is one of the guests.

## Bad
```hcl
resource "vsphere_host_port_group" "storage" {
  name                = "pg-nfs-310"
  host_system_id      = data.vsphere_host.esx01.id
  virtual_switch_name = vsphere_host_virtual_switch.back.name
  vlan_id             = 310
}

resource "vsphere_host_port_group" "web" {
  name                = "pg-web-310"
  host_system_id      = data.vsphere_host.esx01.id
  virtual_switch_name = vsphere_host_virtual_switch.back.name
  vlan_id             = 310
}

resource "vsphere_host_virtual_switch" "back" {
  name             = "vSwitch1"
  host_system_id   = data.vsphere_host.esx01.id
  network_adapters = ["vmnic2"]
  active_nics      = ["vmnic2"]
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

[[network]]
name = "pg-web-310"
role = "production"
vlan = 310
```

## Good
```hcl
resource "vsphere_host_port_group" "storage" {
  name                = "pg-nfs-310"
  host_system_id      = data.vsphere_host.esx01.id
  virtual_switch_name = vsphere_host_virtual_switch.back.name
  vlan_id             = 310
}

resource "vsphere_host_port_group" "web" {
  name                = "pg-web-110"
  host_system_id      = data.vsphere_host.esx01.id
  virtual_switch_name = vsphere_host_virtual_switch.back.name
  vlan_id             = 110
}

resource "vsphere_host_virtual_switch" "back" {
  name             = "vSwitch1"
  host_system_id   = data.vsphere_host.esx01.id
  network_adapters = ["vmnic2"]
  active_nics      = ["vmnic2"]
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

[[network]]
name = "pg-web-110"
role = "production"
vlan = 110
```
```hcl
resource "vsphere_host_port_group" "storage" {
  name                = "pg-nfs-310"
  host_system_id      = data.vsphere_host.esx01.id
  virtual_switch_name = vsphere_host_virtual_switch.back.name
  vlan_id             = 310
}

resource "vsphere_host_port_group" "second" {
  name                = "pg-nfs-310-b"
  host_system_id      = data.vsphere_host.esx01.id
  virtual_switch_name = vsphere_host_virtual_switch.back.name
  vlan_id             = 310
}

resource "vsphere_host_virtual_switch" "back" {
  name             = "vSwitch1"
  host_system_id   = data.vsphere_host.esx01.id
  network_adapters = ["vmnic2"]
  active_nics      = ["vmnic2"]
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

[[network]]
name = "pg-nfs-310-b"
role = "storage"
vlan = 310
```
"""

from vmgate.model.result import Severity
from vmgate.model.site import Role, Site
from vmgate.rule import Fault, declare
from vmgate.vocabulary.network import PortGroup, VlanMate
from vmgate.vocabulary.placement import guests, host_interfaces, places

rule = declare(__name__, id="VMG2603", clause="C26", severity=Severity.HIGH)


@rule.each(PortGroup, lambda group: [(group, mate) for mate in group.vlan_mates])
def pair(both: tuple[PortGroup, VlanMate], site: Site) -> Fault | None:
    """A port group and another one of its VLAN on its switch."""
    group, mate = both
    if not _differ(group, mate.group, site) or not mate.together.value:
        return None
    vlan = group.vlan
    return Fault(f"VLAN {vlan.value} also carries {mate.group.name.value}, which is for something else", vlan)


def _differ(one: PortGroup, other: PortGroup, site: Site) -> bool:
    """Whether two port groups are for different things, by their roles or by who is on them."""
    if one.name.value == other.name.value:
        return False
    roles = _roles(one, site), _roles(other, site)
    if all(roles):
        return roles[0] != roles[1]
    of_hosts = _of_hosts(one, roles[0]), _of_hosts(other, roles[1])
    if of_hosts == (True, True):
        raise _doubt(one)
    # Who is on a group takes a look at every machine, and tells nothing unless the other group is one of the hosts.
    if not any(of_hosts) or not all(
        hosts or known or guests(group)
        for group, hosts, known in zip((one, other), of_hosts, roles, strict=True)
    ):
        raise _doubt(one)
    return True


def _doubt(group: PortGroup) -> Exception:
    return group.vlan.doubt("it shares its VLAN, and what both are for is not in the site inventory")


def _roles(group: PortGroup, site: Site) -> frozenset[Role]:
    return frozenset(entry.role for place in places(group.network, site) for entry in place.entries())


def _of_hosts(group: PortGroup, roles: frozenset[Role]) -> bool:
    """Whether it is certainly one of the hosts, by its roles or, without any, by their interfaces on it."""
    return any(role.infrastructure for role in roles) if roles else bool(host_interfaces(group))
