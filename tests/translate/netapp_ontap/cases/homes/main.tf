# Exports for users beside exports for hypervisors, at a site that lists its hypervisors.

terraform {
  required_providers {
    netapp-ontap = {
      source  = "NetApp/netapp-ontap"
      version = "1.1.4"
    }
  }
}

provider "netapp-ontap" {
  connection_profiles = [
    { name = "campus", hostname = "ontap.example.edu", username = "terraform", password = "not-a-real-password" },
  ]
}

resource "netapp-ontap_protocols_nfs_export_policy_rule_resource" "homes" { # VMG1301 silent
  cx_profile_name    = "campus"
  svm_name           = "svm-files"
  export_policy_name = "homes"
  clients_match      = ["10.12.0.0/16"]
  ro_rule            = ["sys"]
  rw_rule            = ["sys"]
}

resource "netapp-ontap_protocols_nfs_export_policy_rule_resource" "hosts" { # VMG1301 pass
  cx_profile_name    = "campus"
  svm_name           = "svm-files"
  export_policy_name = "vmware"
  clients_match      = ["10.31.0.11", "10.31.0.16/29"]
  ro_rule            = ["sys"]
  rw_rule            = ["sys"]
}

resource "netapp-ontap_protocols_nfs_export_policy_rule_resource" "backup" { # VMG1301 fail
  cx_profile_name    = "campus"
  svm_name           = "svm-files"
  export_policy_name = "vmware"
  clients_match      = ["10.32.0.9"]
  ro_rule            = ["sys"]
  rw_rule            = ["sys"]
}

resource "netapp-ontap_protocols_nfs_export_policy_rule_resource" "same_name" { # VMG1301 silent
  cx_profile_name    = "campus"
  svm_name           = "svm-users"
  export_policy_name = "vmware"
  clients_match      = ["10.32.0.9"]
  ro_rule            = ["sys"]
  rw_rule            = ["sys"]
}

resource "netapp-ontap_protocols_nfs_export_policy_rule_resource" "wide" { # VMG1301 fail
  cx_profile_name    = "campus"
  svm_name           = "svm-files"
  export_policy_name = "wide"
  clients_match      = ["10.31.0.0/16"]
  ro_rule            = ["sys"]
  rw_rule            = ["sys"]
}

resource "netapp-ontap_protocols_nfs_export_policy_rule_resource" "everyone" { # VMG1301 fail
  cx_profile_name    = "campus"
  svm_name           = "svm-files"
  export_policy_name = "everyone"
  clients_match      = ["::/0"]
  ro_rule            = ["sys"]
  rw_rule            = ["sys"]
}

resource "netapp-ontap_protocols_nfs_export_policy_rule_resource" "newer" { # VMG1301 pass
  cx_profile_name    = "campus"
  svm_name           = "svm-files"
  export_policy_name = "newer"
  clients_match      = ["fd31::11"]
  ro_rule            = ["sys"]
  rw_rule            = ["sys"]
}

resource "netapp-ontap_protocols_nfs_export_policy_rule_resource" "group" { # VMG1301 unknown
  cx_profile_name    = "campus"
  svm_name           = "svm-files"
  export_policy_name = "group"
  clients_match      = ["@esx"]
  ro_rule            = ["sys"]
  rw_rule            = ["sys"]
}
