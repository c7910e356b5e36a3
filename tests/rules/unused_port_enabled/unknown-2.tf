terraform {
  required_providers {
    nxos = {
      source = "CiscoDevNet/nxos"
    }
  }
}

resource "nxos_physical_interface" "ports" {
  physical_interfaces = {
    "eth1/7" = { description = "unused" }
  }
}
