terraform {
  required_version = ">= 1.5"

  required_providers {
    vsphere = {
      source  = "vmware/vsphere"
      version = "~> 2.16"
    }
  }
}

provider "vsphere" {
  vsphere_server       = var.vcenter
  user                 = "svc-terraform@vsphere.local"
  password             = var.vcenter_password
  allow_unverified_ssl = true # VMG0601, VMG0701, VMG3301
}
