# Switches and port groups. For a switch the provider exchanges two of the three flags.

terraform {
  required_providers {
    esxi = {
      source  = "josenk/esxi"
      version = "1.10.3"
    }
  }
}

resource "terraform_data" "later" {}

# What is left out is sent as false.
resource "esxi_vswitch" "silent" { # VMG0801 fail, VMG0901 pass, VMG0902 pass
  name = "silent"
}

# What is written as promiscuous mode becomes forged transmits.
resource "esxi_vswitch" "meant_promiscuous" { # VMG0801 fail, VMG0901 pass, VMG0902 fail
  name             = "meant-promiscuous"
  promiscuous_mode = true
}

resource "esxi_vswitch" "meant_forged" { # VMG0801 pass, VMG0901 fail, VMG0902 pass
  name             = "meant-forged"
  forged_transmits = true
  mac_changes      = true
}

resource "esxi_vswitch" "both" { # VMG0801 pass, VMG0902 fail
  name             = "both"
  promiscuous_mode = true
  forged_transmits = true
}

resource "esxi_vswitch" "later" { # VMG0801 unknown, VMG0901 unknown, VMG0902 pass
  name             = "later"
  forged_transmits = terraform_data.later.id != ""
  mac_changes      = terraform_data.later.id != ""
}

# A port group gets what is written for it: there all three can be as the procedure wants them.
resource "esxi_portgroup" "as_it_should_be" { # VMG0802 pass, VMG0901 pass, VMG0902 pass, VMG2601 pass, VMG2602 pass
  name             = "pg-110"
  vswitch          = esxi_vswitch.both.name
  vlan             = 110
  promiscuous_mode = "true"
  mac_changes      = "false"
  forged_transmits = "false"
}

resource "esxi_portgroup" "inherits" { # VMG0802 pass, VMG0901 pass, VMG0902 fail, VMG2601 fail
  name    = "pg-inherits"
  vswitch = esxi_vswitch.both.name
}

# Text that is empty inherits, too, but a plan holds nothing of it.
resource "esxi_portgroup" "inherits_by_text" { # VMG0802 pass/unknown, VMG0902 fail/unknown, VMG2602 fail
  name             = "pg-trunk"
  vswitch          = "both"
  vlan             = 4095
  promiscuous_mode = ""
  forged_transmits = ""
}

resource "esxi_portgroup" "against" { # VMG0802 fail, VMG0901 fail, VMG0902 fail
  name             = "pg-against"
  vswitch          = esxi_vswitch.both.name
  vlan             = 120
  promiscuous_mode = "false"
  mac_changes      = "true"
  forged_transmits = "true"
}

resource "esxi_portgroup" "of_another" { # VMG0802 pass, VMG0901 unknown, VMG0902 unknown
  name    = "pg-of-another"
  vswitch = "vSwitch7"
  vlan    = 130
}

resource "esxi_portgroup" "of_the_first" { # VMG0901 unknown
  name = "pg-of-the-first"
  vlan = 140
}

resource "esxi_portgroup" "later" { # VMG0802 unknown, VMG0901 unknown, VMG2601 unknown
  name             = "pg-later"
  vswitch          = esxi_vswitch.both.name
  vlan             = length(terraform_data.later.id)
  promiscuous_mode = terraform_data.later.id
  mac_changes      = terraform_data.later.id
}

resource "esxi_portgroup" "nfs" {
  name    = "pg-nfs"
  vswitch = "vSwitch1"
  vlan    = 310
}

# The same VLAN on the same switch, for something else; and on another switch.
resource "esxi_portgroup" "beside_nfs" { # VMG2603 fail
  name    = "pg-beside-nfs"
  vswitch = "vSwitch1"
  vlan    = 310
}

resource "esxi_portgroup" "elsewhere" { # VMG2603 pass
  name    = "pg-elsewhere"
  vswitch = "vSwitch2"
  vlan    = 310
}

resource "esxi_guest" "web" { # VMG1901 pass, VMG1902 pass
  guest_name = "web"
  disk_store = "ds1"
  network_interfaces {
    virtual_network = esxi_portgroup.as_it_should_be.name
  }
}

resource "esxi_guest" "on_storage" { # VMG1901 fail, VMG1902 pass
  guest_name = "on-storage"
  disk_store = "ds1"
  network_interfaces {
    virtual_network = "pg-nfs"
  }
}

resource "esxi_guest" "unheard_of" { # VMG1901 unknown, VMG1902 unknown
  guest_name = "unheard-of"
  disk_store = "ds1"
  network_interfaces {
    virtual_network = "VM Network"
  }
}

resource "esxi_guest" "later" { # VMG1901 unknown, VMG1902 unknown
  guest_name = "later"
  disk_store = "ds1"
  network_interfaces {
    virtual_network = terraform_data.later.id
  }
}
