"""A share of audit files is writable, or read by others than the staff who may.

## Why
C17 demands that audit files are read only, and read by authorized staff only. Evidence that anybody could have changed
shows nothing, and a log tells a reader where to try next.

## Fix
Name the shares that hold audit files in `logging.stores` of `vmgate.toml`. Let only the site's collectors write to
them, and only staff with the role auditor, operations or platform read them. On ONTAP set `rw_rule = ["never"]` in
the rules for others than collectors, and write `acls`: without any, a share gives full control to everyone.

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

resource "netapp-ontap_storage_volume_resource" "audit" {
  cx_profile_name = "campus"
  name            = "audit"
  svm_name        = "svm-logs"
  aggregates      = [{ name = "aggr1" }]
  space           = { size = 2, size_unit = "tb" }
  nas             = { junction_path = "/audit", export_policy_name = "audit" }
}

resource "netapp-ontap_protocols_nfs_export_policy_rule_resource" "all" {
  cx_profile_name    = "campus"
  svm_name           = "svm-logs"
  export_policy_name = "audit"
  clients_match      = ["10.2.0.60"]
  ro_rule            = ["sys"]
  rw_rule            = ["sys"]
}
```
```toml vmgate.toml
[logging]
collectors = ["ssl://10.2.0.50:6514"]
stores = ["/audit*"]

[[staff]]
group = "auditors"
role = "auditor"
```
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

resource "netapp-ontap_protocols_cifs_share_resource" "audit" {
  cx_profile_name = "campus"
  name            = "audit"
  path            = "/audit"
  svm_name        = "svm-logs"
}
```
```toml vmgate.toml
[logging]
collectors = ["ssl://10.2.0.50:6514"]
stores = ["/audit*"]

[[staff]]
group = "auditors"
role = "auditor"
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

resource "netapp-ontap_storage_volume_resource" "audit" {
  cx_profile_name = "campus"
  name            = "audit"
  svm_name        = "svm-logs"
  aggregates      = [{ name = "aggr1" }]
  space           = { size = 2, size_unit = "tb" }
  nas             = { junction_path = "/audit", export_policy_name = "audit" }
}

resource "netapp-ontap_protocols_nfs_export_policy_rule_resource" "collector" {
  cx_profile_name    = "campus"
  svm_name           = "svm-logs"
  export_policy_name = "audit"
  clients_match      = ["10.2.0.50"]
  ro_rule            = ["sys"]
  rw_rule            = ["sys"]
}

resource "netapp-ontap_protocols_nfs_export_policy_rule_resource" "readers" {
  cx_profile_name    = "campus"
  svm_name           = "svm-logs"
  export_policy_name = "audit"
  clients_match      = ["10.2.0.60"]
  ro_rule            = ["krb5p"]
  rw_rule            = ["never"]
}
```
```toml vmgate.toml
[logging]
collectors = ["ssl://10.2.0.50:6514"]
stores = ["/audit*"]

[[staff]]
group = "auditors"
role = "auditor"
```
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

resource "netapp-ontap_protocols_cifs_share_resource" "audit" {
  cx_profile_name = "campus"
  name            = "audit"
  path            = "/audit"
  svm_name        = "svm-logs"
  acls = [
    { user_or_group = "auditors", permission = "read", type = "windows" },
  ]
}
```
```toml vmgate.toml
[logging]
collectors = ["ssl://10.2.0.50:6514"]
stores = ["/audit*"]

[[staff]]
group = "auditors"
role = "auditor"
```
"""

from vmgate.model.result import Severity
from vmgate.model.site import Site
from vmgate.rule import Fault, declare
from vmgate.vocabulary.log_store import exposed_over_nfs, exposed_over_smb
from vmgate.vocabulary.storage import NfsShare, SmbShare

rule = declare(__name__, id="VMG1703", clause="C17", severity=Severity.MEDIUM)


@rule.on(NfsShare)
def nfs(share: NfsShare, site: Site) -> Fault | None:
    """A share that NFS clients can mount."""
    exposed = exposed_over_nfs(share, site)
    return None if exposed is None else Fault(*exposed)


@rule.on(SmbShare)
def smb(share: SmbShare, site: Site) -> Fault | None:
    """A share that SMB clients can use."""
    exposed = exposed_over_smb(share, site)
    return None if exposed is None else Fault(*exposed)
