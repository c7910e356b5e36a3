"""A virtual machine reaches into a datastore.

## Why
C28 asks that machines do not directly access a datastore or repository. A disk that several machines write
at once, a disk of another machine, an ISO of the repository in the drive: each is a way around the network
on which everything between machines is seen and filtered. (A network interface on a storage network is
VMG1901.)

## Fix
Give each machine disks of its own: `disk_sharing` and `scsi_bus_sharing` stay as they are by default, and a
disk that is attached lies in the machine's own folder. Take ISO files out of the drive once the system is
installed. A cluster that has to share a disk needs an exception.

## Bad
```hcl
resource "vsphere_virtual_machine" "web" {
  name             = "web-01"
  resource_pool_id = "resgroup-21"
  datastore_id     = "datastore-31"

  network_interface {
    network_id = "dvportgroup-110"
  }
  disk {
    label = "disk0"
    size         = 40
    disk_sharing = "sharingMultiWriter"
  }
}
```
```hcl
resource "vsphere_virtual_machine" "web" {
  name             = "web-01"
  resource_pool_id = "resgroup-21"
  datastore_id     = "datastore-31"
  scsi_bus_sharing = "physicalSharing"

  network_interface {
    network_id = "dvportgroup-110"
  }
  disk {
    label = "disk0"
    size  = 40
  }
}
```
```hcl
resource "vsphere_virtual_machine" "web" {
  name             = "web-01"
  resource_pool_id = "resgroup-21"
  datastore_id     = "datastore-31"

  network_interface {
    network_id = "dvportgroup-110"
  }
  disk {
    label = "disk0"
    attach       = true
    path         = "db-01/db-01_1.vmdk"
    datastore_id = "datastore-31"
  }
}
```
```hcl
resource "vsphere_virtual_machine" "web" {
  name             = "web-01"
  resource_pool_id = "resgroup-21"
  datastore_id     = "datastore-31"

  cdrom {
    datastore_id = "datastore-32"
    path         = "iso/debian-13.iso"
  }

  network_interface {
    network_id = "dvportgroup-110"
  }
  disk {
    label = "disk0"
    size  = 40
  }
}
```

## Good
```hcl
resource "vsphere_virtual_machine" "web" {
  name             = "web-01"
  resource_pool_id = "resgroup-21"
  datastore_id     = "datastore-31"

  network_interface {
    network_id = "dvportgroup-110"
  }
  disk {
    label = "disk0"
    size  = 40
  }
}
```
```hcl
resource "vsphere_virtual_machine" "web" {
  name             = "web-01"
  resource_pool_id = "resgroup-21"
  datastore_id     = "datastore-31"

  network_interface {
    network_id = "dvportgroup-110"
  }
  disk {
    label = "disk0"
    attach       = true
    path         = "web-01/web-01_1.vmdk"
    datastore_id = "datastore-31"
  }
}
```
"""

from vmgate.model.result import Severity
from vmgate.model.site import Site
from vmgate.rule import Fault, declare
from vmgate.vocabulary.machine import DatastoreAccess, VirtualMachine

rule = declare(__name__, id="VMG2801", clause="C28", severity=Severity.MEDIUM)


@rule.each(VirtualMachine, lambda vm: vm.datastore_accesses)
def access(one: DatastoreAccess, _site: Site) -> Fault | None:
    """One way into a datastore."""
    return Fault(one.what, one.present) if one.present.value else None
