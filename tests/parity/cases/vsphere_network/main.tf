terraform {
  required_providers {
    vsphere = { source = "vmware/vsphere" }
  }
}

variable "segments" {
  default = {
    prod    = { vlan = 100 }
    storage = { vlan = 310, promiscuous = true }
    trunk   = { ranges = [[100, 199], [300, 399]] }
  }
}

locals {
  security = { allow_promiscuous = false, allow_forged_transmits = false, allow_mac_changes = false }
  segments = { for k, s in var.segments : "pg-${k}" => merge(local.security, { allow_promiscuous = try(s.promiscuous, false), vlan = try(s.vlan, null), ranges = try(s.ranges, []) }) }
}

resource "vsphere_distributed_virtual_switch" "dvs" {
  name          = "dvs"
  datacenter_id = "dc-1"
  uplinks       = [for i in range(4) : format("uplink%d", i + 1)]
  active_uplinks  = slice([for i in range(4) : format("uplink%d", i + 1)], 0, 2)
  standby_uplinks = []
  dynamic "host" {
    for_each = toset(["host-2", "host-1"])
    content {
      host_system_id = host.value
      devices        = ["vmnic0", "vmnic${length(host.key)}"]
    }
  }
  dynamic "pvlan_mapping" {
    for_each = { 105 = "promiscuous", 106 = "isolated" }
    content {
      primary_vlan_id   = 105
      secondary_vlan_id = tonumber(pvlan_mapping.key)
      pvlan_type        = pvlan_mapping.value
    }
  }
}

resource "vsphere_distributed_port_group" "pg" {
  for_each                        = local.segments
  name                            = each.key
  distributed_virtual_switch_uuid = vsphere_distributed_virtual_switch.dvs.id
  vlan_id                         = each.value.vlan
  allow_promiscuous               = each.value.allow_promiscuous
  allow_forged_transmits          = each.value.allow_forged_transmits
  allow_mac_changes               = each.value["allow_mac_changes"]
  dynamic "vlan_range" {
    for_each = each.value.ranges
    content {
      min_vlan = vlan_range.value[0]
      max_vlan = vlan_range.value[1]
    }
  }
}
