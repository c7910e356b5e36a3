# Bridges that the inventory lists by name.

terraform {
  required_providers {
    proxmox = {
      source  = "bpg/proxmox"
      version = "0.111.1"
    }
  }
}

resource "proxmox_virtual_environment_vm" "storage" { # VMG1901 fail, VMG1902 pass
  node_name = "pve1"
  network_device {
    bridge = "vmbr9"
  }
}

resource "proxmox_virtual_environment_vm" "web" { # VMG1901 pass, VMG1902 pass
  node_name = "pve1"
  network_device {
    bridge  = "vmbr1"
    vlan_id = 110
  }
}

resource "proxmox_virtual_environment_vm" "backup" { # VMG1901 fail, VMG1902 pass
  node_name = "pve1"
  network_device {
    bridge  = "vmbr1"
    vlan_id = 320
  }
}

resource "proxmox_virtual_environment_vm" "none" { # VMG1901 unknown, VMG1902 unknown
  node_name = "pve1"
  network_device {
    bridge  = "vmbr2"
    vlan_id = 110
  }
}
