# Options for a guest that is not told, and no firewall of the cluster.

terraform {
  required_providers {
    proxmox = {
      source  = "bpg/proxmox"
      version = "0.111.1"
    }
  }
}

resource "proxmox_virtual_environment_vm" "web" { # VMG0904 unknown
  vm_id     = 201
  node_name = "pve1"

  network_device {
    bridge   = "vmbr1"
    firewall = true
  }
}

resource "proxmox_virtual_environment_firewall_options" "some" {
  node_name = "pve1"
  vm_id     = length(terraform_data.later.id)
  enabled   = true
}

resource "terraform_data" "later" {}

resource "proxmox_virtual_environment_vm" "open" { # VMG0904 fail
  vm_id     = 202
  node_name = "pve1"

  network_device {
    bridge = "vmbr1"
  }
}
