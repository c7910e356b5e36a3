# A cluster whose firewall is on and does not filter on its bridges: the provider sends `ebtables` as false.

terraform {
  required_providers {
    proxmox = {
      source  = "bpg/proxmox"
      version = "0.111.1"
    }
  }
}

resource "proxmox_virtual_environment_cluster_firewall" "campus" {
  enabled = true
}

resource "proxmox_virtual_environment_vm" "web" { # VMG0904 fail
  vm_id     = 201
  node_name = "pve1"

  network_device {
    bridge   = "vmbr1"
    firewall = true
  }
}

resource "proxmox_virtual_environment_firewall_options" "web" {
  node_name = "pve1"
  vm_id     = 201
  enabled   = true
}
