terraform {
  required_providers {
    vsphere = { source = "vmware/vsphere" }
  }
}
resource "vsphere_folder" "f" {
  path          = "web"
  type          = "vm"
  datacenter_id = "dc-1"
}
