# Switches, port groups and their policies, as provider 2.13 sends what is left out.

terraform {
  required_providers {
    vsphere = {
      source  = "hashicorp/vsphere"
      version = "2.13.0"
    }
  }
}

variable "yes" {
  type    = bool
  default = true
}

variable "no_text" {
  default = "false"
}

resource "terraform_data" "later" {
  input = timestamp()
}

variable "vlans" {
  default = { web = 110, db = 120, flat = 0 }
}

locals {
  secure = { promiscuous = false, forged = false }
  nics   = ["vmnic0", "vmnic1"]
}

resource "vsphere_host_virtual_switch" "bare" { # VMG0801 fail, VMG0901 fail, VMG0902 fail, VMG0501 pass
  name             = "vSwitch1"
  host_system_id   = "host-1"
  network_adapters = ["vmnic0"]
  active_nics      = ["vmnic0"]
}

resource "vsphere_host_virtual_switch" "good" { # VMG0801 pass, VMG0901 pass, VMG0902 pass, VMG0501 pass
  name                   = "vSwitch2"
  host_system_id         = "host-1"
  network_adapters       = local.nics
  active_nics            = [local.nics[0]]
  standby_nics           = [local.nics[1]]
  allow_promiscuous      = var.yes
  allow_mac_changes      = local.secure.promiscuous
  allow_forged_transmits = var.no_text
}

resource "vsphere_host_virtual_switch" "nulls" { # VMG0801 fail, VMG0901 fail, VMG0902 fail, VMG0501 fail
  name                   = "vSwitch3"
  host_system_id         = "host-1"
  network_adapters       = local.nics
  active_nics            = ["vmnic0"]
  standby_nics           = []
  allow_promiscuous      = null
  allow_mac_changes      = null
  allow_forged_transmits = null
}

resource "vsphere_host_virtual_switch" "strings" { # VMG0801 pass, VMG0901 fail, VMG0902 pass
  name                   = "vSwitch4"
  host_system_id         = "host-1"
  network_adapters       = []
  active_nics            = []
  allow_promiscuous      = "true"
  allow_mac_changes      = "true"
  allow_forged_transmits = "false"
}

resource "vsphere_host_virtual_switch" "numbers" { # VMG0501 fail
  name             = "vSwitch4b"
  host_system_id   = "host-1"
  network_adapters = ["vmnic1", "vmnic1", "vmnic2"]
  active_nics      = ["vmnic1"]
}

resource "vsphere_host_virtual_switch" "vars" { # VMG0801 unknown, VMG0901 unknown, VMG0902 pass
  name                   = "vSwitch5"
  host_system_id         = "host-1"
  network_adapters       = ["vmnic5"]
  active_nics            = ["vmnic5"]
  allow_promiscuous      = terraform_data.later.output == "x"
  allow_mac_changes      = terraform_data.later.output == "x"
  allow_forged_transmits = false
}

resource "vsphere_host_virtual_switch" "counted" { # VMG0801 fail, VMG0901 pass
  count                  = 2
  name                   = "vSwitch6${count.index}"
  host_system_id         = "host-1"
  network_adapters       = ["vmnic6"]
  active_nics            = ["vmnic6"]
  allow_promiscuous      = count.index == 0
  allow_mac_changes      = false
  allow_forged_transmits = false
}

resource "vsphere_host_virtual_switch" "none" { # VMG0801 silent
  count            = 0
  name             = "vSwitch7"
  host_system_id   = "host-1"
  network_adapters = ["vmnic7"]
  active_nics      = ["vmnic7"]
}

resource "vsphere_host_port_group" "inherits_bad" { # VMG0802 pass, VMG0901 fail, VMG0902 fail, VMG2601 pass, VMG2602 pass
  name                = "pg-a"
  host_system_id      = "host-1"
  virtual_switch_name = vsphere_host_virtual_switch.bare.name
  vlan_id             = 111
}

resource "vsphere_host_port_group" "inherits_good" { # VMG0802 pass, VMG0901 pass, VMG0902 pass, VMG2601 fail
  name                = "pg-b"
  host_system_id      = "host-1"
  virtual_switch_name = "vSwitch2"
  vlan_id             = 0
}

resource "vsphere_host_port_group" "overrides_bad" { # VMG0802 fail, VMG0901 fail, VMG0902 fail, VMG2601 fail
  name                   = "pg-c"
  host_system_id         = "host-1"
  virtual_switch_name    = vsphere_host_virtual_switch.good.name
  allow_promiscuous      = false
  allow_mac_changes      = true
  allow_forged_transmits = true
}

resource "vsphere_host_port_group" "overrides_good" { # VMG0802 pass, VMG0901 pass, VMG0902 pass, VMG2601 pass, VMG2602 fail
  name                   = "pg-d"
  host_system_id         = "host-1"
  virtual_switch_name    = vsphere_host_virtual_switch.bare.name
  allow_promiscuous      = true
  allow_mac_changes      = false
  allow_forged_transmits = false
  vlan_id                = "4095"
}

resource "vsphere_host_port_group" "each" { # VMG2601 fail
  for_each            = var.vlans
  name                = "pg-${each.key}"
  host_system_id      = "host-1"
  virtual_switch_name = "vSwitch2"
  vlan_id             = each.value
}

resource "vsphere_host_port_group" "unknown_switch" { # VMG0802 pass, VMG0901 unknown, VMG0902 unknown
  name                = "pg-e"
  host_system_id      = "host-9"
  virtual_switch_name = "vSwitch0"
  vlan_id             = 113
}

resource "vsphere_distributed_virtual_switch" "absent" { # VMG0801 fail, VMG0901 pass, VMG0902 pass
  name          = "dvs1"
  datacenter_id = "datacenter-2"
  uplinks       = ["up1", "up2"]

  host {
    host_system_id = "host-1"
    devices        = ["vmnic0", "vmnic1"]
  }
}

resource "vsphere_distributed_virtual_switch" "on" { # VMG0801 pass, VMG0901 fail, VMG0902 fail
  name                   = "dvs2"
  datacenter_id          = "datacenter-2"
  allow_promiscuous      = true
  allow_mac_changes      = true
  allow_forged_transmits = true
  uplinks                = ["up1", "up2"]
  active_uplinks         = ["up1"]

  host {
    host_system_id = "host-1"
    devices        = ["vmnic0", "vmnic1"]
  }
}

resource "vsphere_distributed_virtual_switch" "off" { # VMG0801 fail
  name                   = "dvs3"
  datacenter_id          = "datacenter-2"
  allow_promiscuous      = false
  allow_mac_changes      = false
  allow_forged_transmits = false
}

resource "vsphere_distributed_virtual_switch" "lag" { # VMG0501 silent
  name           = "dvs4"
  datacenter_id  = "datacenter-2"
  uplinks        = ["up1", "up2"]
  active_uplinks = ["lag1"]
  lacp_enabled   = true
  lacp_mode      = "active"

  host {
    host_system_id = "host-1"
    devices        = ["vmnic0", "vmnic1"]
  }
}

resource "vsphere_distributed_virtual_switch" "full" { # VMG0501 silent
  name            = "dvs5"
  datacenter_id   = "datacenter-2"
  uplinks         = ["up1", "up2"]
  active_uplinks  = ["up1"]
  standby_uplinks = ["up2"]
}

resource "vsphere_distributed_port_group" "inherits" { # VMG0901 fail, VMG0902 fail, VMG0802 pass, VMG0903 pass, VMG2601 pass
  name                            = "dpg1"
  distributed_virtual_switch_uuid = vsphere_distributed_virtual_switch.on.id
  vlan_id                         = 110
}

resource "vsphere_distributed_port_group" "reject" { # VMG0901 pass, VMG0802 fail, VMG0903 fail
  name                             = "dpg2"
  distributed_virtual_switch_uuid  = vsphere_distributed_virtual_switch.on.id
  vlan_id                          = 111
  allow_promiscuous                = false
  allow_mac_changes                = false
  allow_forged_transmits           = false
  security_policy_override_allowed = true
}

resource "vsphere_distributed_port_group" "no_vlan" { # VMG2601 fail, VMG0901 pass
  name                            = "dpg3"
  distributed_virtual_switch_uuid = vsphere_distributed_virtual_switch.absent.id
}

resource "vsphere_distributed_port_group" "zero" { # VMG2601 fail, VMG0903 pass
  name                             = "dpg4"
  distributed_virtual_switch_uuid  = vsphere_distributed_virtual_switch.absent.id
  vlan_id                          = 0
  security_policy_override_allowed = false
}

resource "vsphere_distributed_port_group" "range_one" { # VMG2602 pass, VMG2601 pass
  name                            = "dpg5"
  distributed_virtual_switch_uuid = vsphere_distributed_virtual_switch.absent.id

  vlan_range {
    min_vlan = 100
    max_vlan = 100
  }
}

resource "vsphere_distributed_port_group" "range_two" { # VMG2602 fail
  name                            = "dpg6"
  distributed_virtual_switch_uuid = vsphere_distributed_virtual_switch.absent.id

  vlan_range {
    min_vlan = 100
    max_vlan = 100
  }
  vlan_range {
    min_vlan = 200
    max_vlan = 200
  }
}

resource "vsphere_distributed_port_group" "range_all" { # VMG2602 fail
  name                            = "dpg7"
  distributed_virtual_switch_uuid = vsphere_distributed_virtual_switch.absent.id

  vlan_range {
    min_vlan = 0
    max_vlan = 4094
  }
}

resource "vsphere_distributed_port_group" "private" { # VMG2602 pass, VMG2601 pass
  name                            = "dpg8"
  distributed_virtual_switch_uuid = vsphere_distributed_virtual_switch.absent.id
  port_private_secondary_vlan_id  = 202
}

resource "vsphere_distributed_port_group" "vlan_override" { # VMG2601 pass, VMG0903 pass, VMG2604 fail
  name                            = "dpg9"
  distributed_virtual_switch_uuid = vsphere_distributed_virtual_switch.absent.id
  vlan_id                         = 130
  vlan_override_allowed           = true
}

resource "vsphere_distributed_port_group" "data" { # VMG0901 unknown, VMG0802 pass
  name                            = "dpg10"
  distributed_virtual_switch_uuid = data.vsphere_distributed_virtual_switch.old.id
  vlan_id                         = 131
}

data "vsphere_distributed_virtual_switch" "old" {
  name          = "dvs-old"
  datacenter_id = "datacenter-2"
}

resource "vsphere_distributed_port_group" "vlan_of_switch" { # VMG2601 pass
  name                            = "dpg11"
  distributed_virtual_switch_uuid = vsphere_distributed_virtual_switch.tagged.id
}

resource "vsphere_distributed_virtual_switch" "tagged" { # VMG0801 fail
  name          = "dvs6"
  datacenter_id = "datacenter-2"
  vlan_id       = 400
}
