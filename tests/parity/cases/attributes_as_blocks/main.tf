terraform {
  required_providers {
    vsphere = { source = "vmware/vsphere" }
  }
}

locals {
  nics = ["pg-a", "pg-b"]
}

resource "vsphere_virtual_machine" "vm" {
  name             = "vm"
  resource_pool_id = "resgroup-1"
  dynamic "disk" {
    for_each = []
    content {
      label = "never"
    }
  }
  dynamic "clone" {
    for_each = ["template"]
    content {
      template_uuid = clone.value
      linked_clone  = clone.key == 0
    }
  }
  dynamic "vapp" {
    for_each = { properties = { "guestinfo.a" = 1, "b" = "two" } }
    content {
      properties = vapp.value
    }
  }
  dynamic "network_interface" {
    for_each = { for i, n in local.nics : format("%02d", 10 - i) => n }
    content {
      network_id = network_interface.value
      ovf_mapping = network_interface.key
    }
  }
}
