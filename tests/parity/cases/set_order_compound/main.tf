terraform {
  required_providers {
    vsphere = { source = "vmware/vsphere" }
  }
}

variable "disks" {
  type = set(object({ label = string, size = number, thin = optional(bool, true) }))
  default = [
    { label = "data", size = 100 },
    { label = "root", size = 20, thin = false },
    { label = "a", size = 9 },
  ]
}

resource "vsphere_virtual_machine" "vm" {
  name             = "vm"
  resource_pool_id = "resgroup-1"
  dynamic "disk" {
    for_each = var.disks
    content {
      label            = disk.value.label
      size             = disk.value.size
      thin_provisioned = disk.value.thin
    }
  }
}

resource "terraform_data" "order" {
  input = {
    objects = [for d in var.disks : d.label]
    lists   = [for l in toset([["b", "a"], ["a"], ["a", "c"]]) : join("", l)]
  }
}
