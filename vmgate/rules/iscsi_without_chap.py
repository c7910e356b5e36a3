"""An iSCSI connection is granted without CHAP.

## Why
C11 demands CHAP on all iSCSI connections before access is granted. Without it an initiator is whoever says so: its
name is all that a host has to give to be handed the disks of every guest.

## Fix
Set up CHAP at the target and on every host, with a secret of its own for each, and both ways where the target can. What
ONTAP (`vserver iscsi security`) and ESXi (`ChapType` of the adapter) require is no attribute of their providers: record
evidence of C11 about `iscsi-target:SVM`, or `storage:NAME` for a datastore.

## Bad
```hcl
terraform {
  required_providers {
    netapp-ontap = {
      source = "NetApp/netapp-ontap"
    }
  }
}

provider "netapp-ontap" {
  connection_profiles = [{
    name     = "campus"
    hostname = "ontap.example.edu"
    username = "terraform"
    password = var.ontap_password
  }]
}

variable "ontap_password" {
  type      = string
  sensitive = true
}

resource "netapp-ontap_protocols_san_igroup_resource" "esx" {
  cx_profile_name = "campus"
  name            = "esx"
  svm             = { name = "svm-iscsi" }
  os_type         = "vmware"
  protocol        = "iscsi"
  initiators      = [{ name = "iqn.1998-01.com.vmware:esx-01" }]
}
```

## Good
```hcl
terraform {
  required_providers {
    netapp-ontap = {
      source = "NetApp/netapp-ontap"
    }
  }
}

provider "netapp-ontap" {
  connection_profiles = [{
    name     = "campus"
    hostname = "ontap.example.edu"
    username = "terraform"
    password = var.ontap_password
  }]
}

variable "ontap_password" {
  type      = string
  sensitive = true
}

resource "netapp-ontap_protocols_san_igroup_resource" "esx" {
  cx_profile_name = "campus"
  name            = "esx"
  svm             = { name = "svm-iscsi" }
  os_type         = "vmware"
  protocol        = "iscsi"
  initiators      = [{ name = "iqn.1998-01.com.vmware:esx-01" }]
}
```
```toml evidence/chap.toml
clause = "C11"
about = ["iscsi-target:svm-iscsi"]
statement = "vserver iscsi security show: CHAP for every initiator, deny by default."
by = "storage@example.edu"
done = 2026-10-01
```
```hcl
resource "vsphere_vmfs_datastore" "databases" {
  name           = "vmfs-databases"
  host_system_id = "host-11"
  disks          = ["naa.600a098038304437415d4b6a59684d52"]
}
```
```toml evidence/chap.toml
clause = "C11"
about = ["storage:vmfs-*"]
statement = "Get-VMHostHba -Type iScsi: ChapType is Required, mutual, on all hosts."
by = "storage@example.edu"
done = 2026-10-01
```
"""

from vmgate.model.result import Severity
from vmgate.model.site import Site
from vmgate.rule import Fault, declare
from vmgate.vocabulary.block_access import without_chap
from vmgate.vocabulary.storage import BlockStorage

rule = declare(__name__, id="VMG1101", clause="C11", severity=Severity.HIGH)


@rule.on(BlockStorage)
def storage(thing: BlockStorage, site: Site) -> Fault | None:
    """One storage that hosts may reach by iSCSI."""
    lack = without_chap(thing, site)
    return None if lack is None else Fault(*lack)
