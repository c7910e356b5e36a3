# A switch that no storage is known behind.

terraform {
  required_providers {
    nxos = {
      source  = "CiscoDevNet/nxos"
      version = "0.14.0"
    }
  }
}

resource "nxos_dhcp" "off" { # VMG1201 silent
  snooping = false
}

resource "nxos_physical_interface" "port" { # VMG1201 pass, VMG2401 pass
  physical_interfaces = { "eth1/1" = { description = "printer", admin_state = "up" } }
}

resource "nxos_ipv4" "routed" { # VMG1002 silent, VMG2702 silent
  vrfs = { default = { interfaces = { "vlan110" = { addresses = { "10.11.0.1/24" = {} } } } } }
}
