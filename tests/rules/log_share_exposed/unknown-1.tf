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
