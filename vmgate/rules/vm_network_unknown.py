"""Nobody says what the network of a virtual machine is for.

## Why
C19 demands that machines stay off the hypervisors' own networks. A plan shows a network's name or id and
not its purpose: where the network is neither stated in the configuration nor listed in the site's
inventory, nobody can tell, and this rule says so. It never fails and never passes such a network: the
answer is *unknown*.

## Fix
List the network in `vmgate.toml` with what it is for, by the name, the id or the bridge that the
configuration uses. Roles are `production`, `storage`, `backup`, `management`, `migration`, `monitoring`
and `dmz`.

## Bad
```hcl
resource "vsphere_virtual_machine" "web" {
  name             = "web-01"
  resource_pool_id = "resgroup-21"
  datastore_id     = "datastore-31"

  network_interface {
    network_id = data.vsphere_network.web.id
  }
  disk {
    label = "disk0"
    size  = 40
  }
}

data "vsphere_network" "web" {
  name          = "pg-web-110"
  datacenter_id = "datacenter-2"
}
```

## Good
```hcl
resource "vsphere_virtual_machine" "web" {
  name             = "web-01"
  resource_pool_id = "resgroup-21"
  datastore_id     = "datastore-31"

  network_interface {
    network_id = data.vsphere_network.web.id
  }
  disk {
    label = "disk0"
    size  = 40
  }
}

data "vsphere_network" "web" {
  name          = "pg-web-110"
  datacenter_id = "datacenter-2"
}
```
```toml vmgate.toml
[[network]]
name = "pg-web-110"
role = "production"
vlan = 110
```
"""

from vmgate.model.result import Severity
from vmgate.model.site import Site
from vmgate.rule import declare
from vmgate.vocabulary.machine import VirtualMachine
from vmgate.vocabulary.network import GuestAttachment, Nic
from vmgate.vocabulary.placement import require_known

rule = declare(__name__, id="VMG1902", clause="C19", severity=Severity.HIGH)


@rule.each(VirtualMachine, lambda vm: vm.nics)
@rule.each(GuestAttachment, lambda given: given.nics)
def nic(interface: Nic, site: Site) -> None:
    """In order when each network that it may be on is stated somewhere; unknown otherwise."""
    require_known(interface.networks, site)
