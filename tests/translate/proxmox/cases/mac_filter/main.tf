# Every switch of the chain that belongs to one guest, with the cluster's on.

terraform {
  required_providers {
    proxmox = {
      source  = "bpg/proxmox"
      version = "0.111.1"
    }
  }
}

resource "proxmox_virtual_environment_cluster_firewall" "campus" {
  enabled  = true
  ebtables = true
}

resource "proxmox_node_firewall" "pve2" {
  node_name = "pve2"
  enabled   = false
}

resource "proxmox_virtual_environment_vm" "filtered" { # VMG0904 pass
  for_each  = toset(["web-1", "web-2"])
  name      = each.key
  node_name = "pve1"

  network_device {
    bridge   = "vmbr1"
    vlan_id  = 110
    firewall = true
  }
}

resource "proxmox_virtual_environment_firewall_options" "filtered" {
  for_each  = proxmox_virtual_environment_vm.filtered
  node_name = each.value.node_name
  vm_id     = each.value.vm_id
  enabled   = true
}

resource "proxmox_virtual_environment_vm" "one_of_two" { # VMG0904 fail
  vm_id     = 202
  node_name = "pve1"

  network_device {
    bridge   = "vmbr1"
    firewall = true
  }
  network_device {
    bridge = "vmbr2"
  }
}

resource "proxmox_virtual_environment_firewall_options" "one_of_two" {
  node_name = "pve1"
  vm_id     = 202
  enabled   = true
}

resource "proxmox_virtual_environment_vm" "no_options" { # VMG0904 fail
  vm_id     = 203
  node_name = "pve1"

  network_device {
    bridge   = "vmbr1"
    firewall = true
  }
}

resource "proxmox_virtual_environment_vm" "options_off" { # VMG0904 fail
  vm_id     = 204
  node_name = "pve1"

  network_device {
    bridge   = "vmbr1"
    firewall = true
  }
}

# `enabled` is off unless it is set.
resource "proxmox_virtual_environment_firewall_options" "options_off" {
  node_name = "pve1"
  vm_id     = 204
}

resource "proxmox_virtual_environment_vm" "no_mac_filter" { # VMG0904 fail
  vm_id     = 205
  node_name = "pve1"

  network_device {
    bridge   = "vmbr1"
    firewall = true
  }
}

resource "proxmox_virtual_environment_firewall_options" "no_mac_filter" {
  node_name = "pve1"
  vm_id     = 205
  enabled   = true
  macfilter = false
}

resource "proxmox_virtual_environment_vm" "on_a_node_without" { # VMG0904 fail
  vm_id     = 206
  node_name = "pve2"

  network_device {
    bridge   = "vmbr1"
    firewall = true
  }
}

resource "proxmox_virtual_environment_firewall_options" "on_a_node_without" {
  node_name = "pve2"
  vm_id     = 206
  enabled   = true
}

resource "proxmox_virtual_environment_vm" "inherits" { # VMG0904 unknown
  vm_id     = 207
  node_name = "pve1"

  clone {
    vm_id = 9000
  }
}

resource "proxmox_virtual_environment_vm" "template" { # VMG0904 silent
  vm_id     = 9001
  node_name = "pve1"
  template  = true

  network_device {
    bridge = "vmbr1"
  }
}

resource "proxmox_virtual_environment_vm" "without_interface" { # VMG0904 pass
  vm_id     = 208
  node_name = "pve1"
}

resource "proxmox_virtual_environment_container" "filtered" { # VMG0904 pass
  vm_id     = 301
  node_name = "pve1"

  network_interface {
    name     = "eth0"
    firewall = true
  }
}

resource "proxmox_virtual_environment_firewall_options" "container" {
  node_name    = "pve1"
  container_id = proxmox_virtual_environment_container.filtered.vm_id
  enabled      = true
}

resource "proxmox_virtual_environment_container" "open" { # VMG0904 fail
  vm_id     = 302
  node_name = "pve1"

  network_interface {
    name = "eth0"
  }
}

resource "proxmox_cloned_vm" "open" { # VMG0904 fail
  node_name = "pve1"

  clone = {
    source_vm_id = 9000
  }
  network = {
    net0 = {
      bridge = "vmbr1"
    }
  }
}
