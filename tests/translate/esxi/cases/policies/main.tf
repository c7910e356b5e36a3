# Switches and port groups with their policies, and guests on them.

terraform {
  required_providers {
    esxi = {
      source = "josenk/esxi"
    }
  }
}

resource "esxi_vswitch" "bare" { # VMG0801 fail, VMG0901 pass, VMG0902 pass
  name = "v0"
}

resource "esxi_vswitch" "all_on" { # VMG0801 pass, VMG0901 fail, VMG0902 fail
  name             = "v1"
  promiscuous_mode = true
  mac_changes      = true
  forged_transmits = true
}

resource "esxi_vswitch" "swap" { # VMG0902 fail, VMG0801 fail
  name             = "v2"
  promiscuous_mode = true
  mac_changes      = false
  forged_transmits = false
}

resource "esxi_portgroup" "inherit" { # VMG2601 fail, VMG0901 fail, VMG0902 fail, VMG0802 pass
  name    = "web"
  vswitch = esxi_vswitch.all_on.name
}

resource "esxi_portgroup" "good" { # VMG2601 pass, VMG0901 pass, VMG0902 pass, VMG0802 pass
  name             = "storage"
  vswitch          = "v1"
  vlan             = 20
  promiscuous_mode = "true"
  mac_changes      = "false"
  forged_transmits = "false"
}

resource "esxi_portgroup" "off" { # VMG0802 fail, VMG2602 fail
  name             = "x"
  vswitch          = "v1"
  vlan             = 4095
  promiscuous_mode = "false"
}

resource "esxi_guest" "st" { # VMG1901 fail
  guest_name = "a"
  disk_store = "d"
  network_interfaces {
    virtual_network = "storage"
  }
}

resource "esxi_guest" "default" { # VMG1902 unknown
  guest_name = "a"
  disk_store = "d"
  network_interfaces {
  }
}

resource "esxi_guest" "none" { # VMG1901 pass
  guest_name = "a"
  disk_store = "d"
}

resource "esxi_guest" "trunk" { # VMG1901 fail
  guest_name = "a"
  disk_store = "d"
  network_interfaces {
    virtual_network = esxi_portgroup.off.name
  }
}
