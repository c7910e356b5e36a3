terraform {
  required_providers {
    vsphere = {
      source  = "vmware/vsphere"
      version = "2.16.1"
    }
  }
}

resource "terraform_data" "later" {}

resource "vsphere_compute_cluster" "stores_nothing" { # VMG0602 silent
  name          = "cl-general"
  datacenter_id = "datacenter-2"
}

resource "vsphere_compute_cluster" "plain" { # VMG0602 fail
  name          = "cl-storage"
  datacenter_id = "datacenter-2"
  vsan_enabled  = true
}

resource "vsphere_compute_cluster" "encrypted" { # VMG0602 pass
  name                        = "cl-storage"
  datacenter_id               = "datacenter-2"
  vsan_enabled                = true
  vsan_dit_encryption_enabled = true
}

resource "vsphere_compute_cluster" "may_store" { # VMG0602 unknown
  name          = "cl-later"
  datacenter_id = "datacenter-2"
  vsan_enabled  = terraform_data.later.id == "x"
}
