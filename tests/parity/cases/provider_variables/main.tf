terraform {
  required_providers {
    vsphere = { source = "vmware/vsphere" }
  }
}

variable "vcenter" {
  type    = object({ server = string, insecure = optional(bool, true) })
  default = { server = "vc.example.edu" }
}

provider "vsphere" {
  vsphere_server       = var.vcenter.server
  allow_unverified_ssl = var.vcenter.insecure
  user                 = "svc"
  password             = "not-a-real-password"
}

module "m" { source = "./m" }
