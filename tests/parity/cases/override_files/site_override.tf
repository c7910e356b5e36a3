variable "size" {
  type = number
}
terraform {
  required_providers {
    vsphere = {
      source  = "vmware/vsphere"
      version = ">= 2.16"
    }
  }
}
