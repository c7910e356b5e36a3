terraform {
  required_providers {
    vsphere = { source = "vmware/vsphere" }
  }
}

variable "cpus" {
  type    = string
  default = "1"
}

locals {
  names = ["a", "b"]
}

resource "vsphere_virtual_machine" "vm" {
  count            = 2
  name             = local.names[count.index]
  resource_pool_id = "resgroup-1"
  num_cpus         = var.cpus
  dynamic "disk" {
    for_each = [10, 20]
    content {
      label       = "disk${disk.key}"
      size        = disk.value
      unit_number = disk.key
    }
  }
  network_interface {
    network_id = "network-1"
  }
}

data "vsphere_network" "n" {
  name = "main"
}

output "o" { value = "main" }
