# Two switches behind one provider configuration, and a third that nobody wrote a log for.

terraform {
  required_providers {
    nxos = {
      source  = "CiscoDevNet/nxos"
      version = "0.14.0"
    }
  }
}

provider "nxos" { # VMG0601 fail, VMG0602 fail, VMG0701 fail, VMG1602 fail
  devices = [
    { name = "sw-core-1", url = "https://10.2.0.1" },
    { name = "sw-core-2", url = "http://10.2.0.2" },
    { name = "sw-core-3", url = "https://10.2.0.3" },
    { name = "sw-lab", url = "https://10.2.0.4" },
  ]
}

provider "nxos" { # VMG0601 pass, VMG0602 pass, VMG0701 pass, VMG1602 pass
  alias    = "edge"
  url      = "https://sw-edge.example.edu"
  insecure = false
}

resource "nxos_logging" "edge" { # VMG1602 pass
  provider            = nxos.edge
  remote_destinations = { "logs.example.edu" = { transport = "tls" } }
}

resource "nxos_logging" "first" { # VMG1602 pass
  device = "sw-core-1"
  remote_destinations = {
    "logs.example.edu"  = { transport = "tls" }
    "audit.example.edu" = { transport = "tls" }
  }
}

resource "nxos_logging" "second" { # VMG1602 fail
  device = "sw-core-2"
  remote_destinations = {
    "logs.example.edu"  = { transport = "tls" }
    "audit.example.edu" = { transport = "udp" }
  }
}

resource "nxos_physical_interface" "used" { # VMG2401 pass, VMG1201 pass
  device = "sw-core-1"
  physical_interfaces = {
    "eth1/1" = { description = "esx-01 vmnic2", admin_state = "up" }
    "eth1/2" = { access_vlan = "vlan-310", admin_state = "up" }
    "eth1/3" = { mode = "trunk", admin_state = "up" }
    "eth1/4" = { layer = "Layer3", admin_state = "up" }
    "eth1/5" = { admin_state = "up" }
    "eth1/6" = { description = "spare", admin_state = "down" }
    "eth1/7" = { access_vlan = "vlan-1", admin_state = "down" }
  }
}

resource "nxos_port_channel_interface" "uplink" {
  device = "sw-core-1"
  port_channel_interfaces = {
    "po1" = { members = { "sys/intf/phys-[eth1/5]" = { force = true } } }
  }
}

resource "nxos_physical_interface" "unused" { # VMG2401 fail
  device              = "sw-core-2"
  physical_interfaces = { "eth1/5" = { access_vlan = "vlan-1", admin_state = "up" } }
}

resource "nxos_physical_interface" "said" { # VMG2401 fail
  device              = "sw-core-2"
  physical_interfaces = { "eth1/6" = { description = "Not in use", access_vlan = "vlan-310", admin_state = "up" } }
}

resource "nxos_physical_interface" "unmanaged" { # VMG2401 unknown
  device              = "sw-core-2"
  physical_interfaces = { "eth1/7" = { speed = "25G" } }
}

resource "nxos_dhcp" "off" { # VMG1201 fail
  device   = "sw-core-2"
  snooping = false
}

resource "nxos_cli" "off" { # VMG1201 fail
  device = "sw-core-2"
  cli    = "no ip arp inspection vlan 310"
}

resource "nxos_cli" "elsewhere" { # VMG1201 pass
  device = "sw-lab"
  cli    = "no ip arp inspection vlan 110-120"
}

resource "nxos_ipv4" "routed" { # VMG1002 fail, VMG2702 pass
  device = "sw-core-1"
  vrfs   = { default = { interfaces = { "vlan310" = { addresses = { "10.31.0.1/24" = {} } } } } }
}

resource "nxos_ipv4" "motion" { # VMG1002 pass, VMG2702 fail
  device = "sw-core-2"
  vrfs   = { default = { interfaces = { "vlan27" = { addresses = { "10.27.0.1/24" = {} } } } } }
}

resource "nxos_ipv4" "elsewhere" { # VMG1002 pass, VMG2702 pass
  device = "sw-lab"
  vrfs   = { default = { interfaces = { "vlan110" = { addresses = { "10.11.0.1/24" = {} } }, "eth1/4" = {} } } }
}
