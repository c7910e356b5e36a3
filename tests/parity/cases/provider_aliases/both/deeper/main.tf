terraform {
  required_providers {
    vsphere = {
      source = "vmware/vsphere"
    }
  }
}

resource "vsphere_folder" "c" {
  path          = "c"
  type          = "vm"
  datacenter_id = "dc-1"
}
