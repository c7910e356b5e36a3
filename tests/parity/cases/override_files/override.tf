variable "name" {
  default = "override"
}

locals {
  b = "override"
}

resource "vsphere_virtual_machine" "vm" {
  memory = 4096
  extra_config = {
    c = local.b
  }
  network_interface {
    network_id = "network-9"
  }
}

module "m" {
  other = "override"
}
