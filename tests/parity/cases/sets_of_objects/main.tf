terraform {
  required_providers {
    vsphere = { source = "vmware/vsphere" }
  }
}

variable "ranges" {
  type    = set(object({ min = number, max = number, note = optional(string, "none") }))
  default = [{ min = 200, max = 299 }, { min = 100, max = 199, note = "lan" }, { min = 200, max = "299" }]
}

resource "vsphere_distributed_port_group" "trunk" {
  name                            = "trunk"
  distributed_virtual_switch_uuid = "dvs-1"
  dynamic "vlan_range" {
    for_each = var.ranges
    content {
      min_vlan = vlan_range.value.min
      max_vlan = vlan_range.value.max
    }
  }
  tags = [for r in var.ranges : r.note]
}

resource "vsphere_distributed_port_group" "by_note" {
  for_each                        = { for r in var.ranges : r.note => r }
  name                            = "pg-${each.key}"
  distributed_virtual_switch_uuid = "dvs-1"
  vlan_id                         = each.value.min
}

resource "terraform_data" "count" {
  input = [length(var.ranges), sum([for r in var.ranges : r.max])]
}
