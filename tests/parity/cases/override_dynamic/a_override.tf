resource "vsphere_virtual_machine" "vm" {
  count = 3
  disk {
    label = "only"
    size  = 5
  }
}

locals {
  names = ["x", "y", "z"]
}
