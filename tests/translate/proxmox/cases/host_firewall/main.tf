# The nodes' firewall, where a node is managed on 8006 and 22.

terraform {
  required_providers {
    proxmox = {
      source  = "bpg/proxmox"
      version = "0.111.1"
    }
  }
}

resource "proxmox_virtual_environment_cluster_firewall" "campus" { # VMG3402 pass
  enabled      = true
  input_policy = "DROP"
}

resource "proxmox_virtual_environment_firewall_ipset" "management" { # VMG3402 pass
  name = "management"

  cidr {
    name = "10.5.0.0/28"
  }
}

resource "proxmox_virtual_environment_firewall_ipset" "offices" { # VMG3402 silent
  name = "offices"

  cidr {
    name = "10.5.0.0/16"
  }
}

resource "proxmox_virtual_environment_firewall_alias" "desk" {
  name = "desk"
  cidr = "10.5.0.7"
}

resource "proxmox_virtual_environment_cluster_firewall_security_group" "web" {
  name = "web"

  rule {
    type   = "in"
    action = "ACCEPT"
    proto  = "tcp"
    dport  = "8000:8010"
  }
}

resource "proxmox_virtual_environment_firewall_rules" "pve1" { # VMG3402 pass
  node_name = "pve1"

  rule {
    type   = "in"
    action = "ACCEPT"
    source = "desk, 10.5.0.8"
    proto  = "tcp"
    dport  = "22,8006"
  }
  rule {
    type   = "in"
    action = "ACCEPT"
    proto  = "tcp"
    dport  = "9100"
  }
  rule {
    type   = "in"
    action = "ACCEPT"
    macro  = "Ping"
  }
  rule {
    type   = "out"
    action = "ACCEPT"
  }
  rule {
    type   = "in"
    action = "DROP"
  }
  rule {
    type   = "in"
    action = "ACCEPT"
  }
}

resource "proxmox_virtual_environment_firewall_rules" "pve2" { # VMG3402 fail
  node_name = "pve2"

  rule {
    type   = "in"
    action = "ACCEPT"
    source = "+offices"
    macro  = "SSH"
  }
}

resource "proxmox_virtual_environment_firewall_rules" "pve3" { # VMG3402 fail
  node_name = "pve3"

  rule {
    security_group = "web"
  }
}

resource "proxmox_virtual_environment_firewall_rules" "pve4" { # VMG3402 unknown
  node_name = "pve4"

  rule {
    type   = "in"
    action = "ACCEPT"
    source = "+elsewhere"
    dport  = "8006"
    proto  = "tcp"
  }
}

resource "proxmox_virtual_environment_firewall_rules" "guest" { # VMG3402 silent
  node_name = "pve1"
  vm_id     = 101

  rule {
    type   = "in"
    action = "ACCEPT"
  }
}
