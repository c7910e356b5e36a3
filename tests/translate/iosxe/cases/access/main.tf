terraform {
  required_providers {
    iosxe = {
      source  = "CiscoDevNet/iosxe"
      version = "1.0.0"
    }
  }
}

provider "iosxe" { # VMG0601 fail, VMG1602 pass
  host = "sw-access-1.example.edu"
}

provider "iosxe" { # VMG0601 pass, VMG1602 fail
  alias    = "floor2"
  host     = "sw-access-2.example.edu"
  insecure = false
}

resource "iosxe_logging" "tls" { # VMG1602 pass
  ipv4_hosts_transport = [{ ipv4_host = "10.2.0.50", transport_tls_ports = [{ port_number = 6514 }] }]
}

resource "iosxe_logging" "plain" { # VMG1602 fail
  device     = "sw-plain"
  ipv4_hosts = [{ ipv4_host = "10.2.0.50" }]
}

resource "iosxe_logging" "both" { # VMG1602 fail
  device = "sw-both"
  ipv4_vrf_hosts_transport = [{
    ipv4_host           = "10.2.0.50"
    vrf                 = "mgmt"
    transport_tls_ports = [{ port_number = 6514 }]
    transport_udp_ports = [{ port_number = 514 }]
  }]
}

resource "iosxe_logging" "elsewhere" { # VMG1602 fail
  device               = "sw-elsewhere"
  ipv6_hosts_transport = [{ ipv6_host = "2001:db8::7", transport_tls_ports = [{ port_number = 6514 }] }]
}

resource "iosxe_logging" "unmanaged" { # VMG1602 fail
  device = "sw-unmanaged"
  trap   = true
}

resource "iosxe_interface_ethernet" "described" { # VMG2401 pass, VMG1201 pass
  type                    = "TenGigabitEthernet"
  name                    = "1/0/48"
  description             = "uplink to sw-core-1"
  ip_arp_inspection_trust = true
}

resource "iosxe_interface_ethernet" "vlan" { # VMG2401 pass, VMG1201 fail
  type                   = "TenGigabitEthernet"
  name                   = "1/0/1"
  ip_dhcp_snooping_trust = true
  shutdown               = false
}

resource "iosxe_interface_switchport" "vlan" {
  type        = "TenGigabitEthernet"
  name        = "1/0/1"
  access_vlan = "310"
}

resource "iosxe_interface_ethernet" "unused" { # VMG2401 fail
  type     = "TenGigabitEthernet"
  name     = "1/0/2"
  shutdown = false
}

resource "iosxe_interface_ethernet" "shut" { # VMG2401 pass
  type     = "TenGigabitEthernet"
  name     = "1/0/3"
  shutdown = true
}

resource "iosxe_interface_ethernet" "unmanaged" { # VMG2401 unknown
  type        = "TenGigabitEthernet"
  name        = "1/0/4"
  description = "free"
}

resource "iosxe_dhcp" "on" { # VMG1201 pass
  snooping              = true
  snooping_vlans_legacy = [{ vlan_id = "300-310" }]
}

resource "iosxe_dhcp" "off" { # VMG1201 fail
  device   = "sw-plain"
  snooping = false
}

resource "iosxe_arp" "on" { # VMG1201 pass
  inspection_vlan = "110,300-310"
}

resource "iosxe_interface_vlan" "storage" { # VMG1002 fail, VMG2702 pass
  name         = 310
  ipv4_address = "10.31.0.1"
}

resource "iosxe_interface_vlan" "motion" { # VMG1002 pass, VMG2702 fail
  name              = 27
  ipv4_address_dhcp = true
}

resource "iosxe_interface_vlan" "bare" { # VMG1002 pass, VMG2702 pass
  name = 310
}
