"""Nothing shows that the switches of a Fibre Channel storage in use are zoned.

## Why
C15 demands Fibre Channel zoning to control access at the switch. On a fabric without zones every adapter sees every
target, and what keeps hosts apart is only what each array masks.

## Fix
Zone the fabric, one initiator and its targets to a zone. With Cisco Intersight give every adapter a zone policy of
single-initiator zones. No provider configures the zones of other switches: record evidence of C15 about `storage:NAME`,
the name of the datastore or of the SVM, with the zones that are active.

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
  svm             = { name = "svm-fc" }
  os_type         = "vmware"
  protocol        = "fcp"
  initiators      = [{ name = "20:00:00:25:b5:01:00:0a" }]
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
  svm             = { name = "svm-fc" }
  os_type         = "vmware"
  protocol        = "fcp"
  initiators      = [{ name = "20:00:00:25:b5:01:00:0a" }]
}
```
```toml evidence/zones.toml
clause = "C15"
about = ["storage:svm-fc", "fabric:campus-a", "fabric:campus-b"]
statement = "show zoneset active: a zone for each initiator; the default zone denies."
by = "storage@example.edu"
done = 2026-10-01
```
"""

from vmgate.model.result import Severity
from vmgate.model.site import Site
from vmgate.rule import Fault, declare
from vmgate.vocabulary.block_access import unzoned
from vmgate.vocabulary.storage import BlockStorage, Fabric, Zoning

rule = declare(__name__, id="VMG1501", clause="C15", severity=Severity.HIGH)


@rule.on(BlockStorage)
def storage(thing: BlockStorage, site: Site) -> Fault | None:
    """One storage that hosts may reach over Fibre Channel."""
    lack = unzoned(thing, site)
    return None if lack is None else Fault(*lack)


@rule.each(Fabric, lambda fabric: fabric.zoning)
def zone(one: Zoning, _site: Site) -> Fault | None:
    """One part of a fabric whose zones are configured."""
    return None if one.on.value else Fault(f"{one.flaw}{one.on.noted}", one.on)
