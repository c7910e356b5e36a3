provider "vsphere" {
  vsphere_server = "vcenter.example.edu"
  user           = "terraform@vsphere.local"
  password       = var.vsphere_password
}

variable "vsphere_password" {
  type      = string
  sensitive = true
}

data "vsphere_datacenter" "campus" {
  name = "campus-dc1"
}
