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

resource "netapp-ontap_protocols_nfs_export_policy_rule_resource" "vmware" {
  cx_profile_name    = "campus"
  svm_name           = "svm-vmware"
  export_policy_name = "vmware"
  clients_match      = ["@hypervisors"]
  ro_rule            = ["sys"]
  rw_rule            = ["sys"]
}
