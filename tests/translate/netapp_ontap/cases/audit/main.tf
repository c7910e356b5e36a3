terraform {
  required_providers {
    netapp-ontap = {
      source  = "NetApp/netapp-ontap"
      version = "1.1.4"
    }
  }
}

provider "netapp-ontap" { # VMG0701 pass
  connection_profiles = [
    { name = "campus", hostname = "ontap.example.edu", username = "terraform", password = "not-a-real-password" },
  ]
}

resource "netapp-ontap_storage_volume_resource" "ok" { # VMG1703 pass
  cx_profile_name = "campus"
  name            = "ok"
  svm_name        = "svm-logs"
  aggregates      = [{ name = "aggr1" }]
  space           = { size = 2, size_unit = "tb" }
  nas             = { junction_path = "/audit", export_policy_name = "ok" }
}

resource "netapp-ontap_protocols_nfs_export_policy_rule_resource" "ok" {
  cx_profile_name    = "campus"
  svm_name           = "svm-logs"
  export_policy_name = "ok"
  clients_match      = ["10.2.0.50"]
  ro_rule            = ["sys"]
  rw_rule            = ["sys"]
}

resource "netapp-ontap_protocols_nfs_export_policy_rule_resource" "ok_readers" {
  cx_profile_name    = "campus"
  svm_name           = "svm-logs"
  export_policy_name = "ok"
  clients_match      = ["10.2.0.60"]
  ro_rule            = ["sys"]
  rw_rule            = ["never"]
}

resource "netapp-ontap_storage_volume_resource" "written" { # VMG1703 fail
  cx_profile_name = "campus"
  name            = "written"
  svm_name        = "svm-logs"
  aggregates      = [{ name = "aggr1" }]
  space           = { size = 2, size_unit = "tb" }
  nas             = { junction_path = "/audit/hosts", export_policy_name = "written" }
}

resource "netapp-ontap_protocols_nfs_export_policy_rule_resource" "written" {
  cx_profile_name    = "campus"
  svm_name           = "svm-logs"
  export_policy_name = "written"
  clients_match      = ["10.2.0.60"]
  ro_rule            = ["sys"]
  rw_rule            = ["any"]
}

resource "netapp-ontap_storage_volume_resource" "read" { # VMG1703 fail
  cx_profile_name = "campus"
  name            = "read"
  svm_name        = "svm-logs"
  aggregates      = [{ name = "aggr1" }]
  space           = { size = 2, size_unit = "tb" }
  nas             = { junction_path = "/audit-old", export_policy_name = "read" }
}

resource "netapp-ontap_protocols_nfs_export_policy_rule_resource" "read" {
  cx_profile_name    = "campus"
  svm_name           = "svm-logs"
  export_policy_name = "read"
  clients_match      = ["0.0.0.0/0"]
  ro_rule            = ["sys"]
  rw_rule            = ["never"]
}

resource "netapp-ontap_storage_volume_resource" "other" { # VMG1703 silent
  cx_profile_name = "campus"
  name            = "other"
  svm_name        = "svm-logs"
  aggregates      = [{ name = "aggr1" }]
  space           = { size = 2, size_unit = "tb" }
  nas             = { junction_path = "/homes", export_policy_name = "other" }
}

resource "netapp-ontap_protocols_nfs_export_policy_rule_resource" "other" {
  cx_profile_name    = "campus"
  svm_name           = "svm-logs"
  export_policy_name = "other"
  clients_match      = ["0.0.0.0/0"]
  ro_rule            = ["sys"]
  rw_rule            = ["any"]
}

resource "netapp-ontap_storage_volume_resource" "elsewhere" { # VMG1703 unknown
  cx_profile_name = "campus"
  name            = "elsewhere"
  svm_name        = "svm-logs"
  aggregates      = [{ name = "aggr1" }]
  space           = { size = 2, size_unit = "tb" }
  nas             = { junction_path = "/audit-elsewhere", export_policy_name = "elsewhere" }
}

resource "netapp-ontap_protocols_cifs_share_resource" "readers" { # VMG1703 pass
  cx_profile_name = "campus"
  name            = "readers"
  path            = "/audit"
  svm_name        = "svm-logs"
  acls = [
    { user_or_group = "auditors", permission = "read", type = "windows" },
    { user_or_group = "guests", permission = "no_access", type = "windows" },
  ]
}

resource "netapp-ontap_protocols_cifs_share_resource" "strangers" { # VMG1703 fail
  cx_profile_name = "campus"
  name            = "strangers"
  path            = "/audit"
  svm_name        = "svm-logs"
  acls = [
    { user_or_group = "web-admins", permission = "read", type = "windows" },
  ]
}

resource "netapp-ontap_protocols_cifs_share_resource" "writers" { # VMG1703 fail
  cx_profile_name = "campus"
  name            = "writers"
  path            = "/audit"
  svm_name        = "svm-logs"
  acls = [
    { user_or_group = "auditors", permission = "change", type = "windows" },
  ]
}

resource "netapp-ontap_protocols_cifs_share_resource" "anybody" { # VMG1703 fail
  cx_profile_name = "campus"
  name            = "anybody"
  path            = "/audit"
  svm_name        = "svm-logs"
}

resource "netapp-ontap_protocols_cifs_share_resource" "homes" { # VMG1703 silent
  cx_profile_name = "campus"
  name            = "homes"
  path            = "/homes"
  svm_name        = "svm-logs"
}
