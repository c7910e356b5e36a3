# Over what machines move: one network for a cluster, here of three.

terraform {
  required_providers {
    proxmox = {
      source  = "bpg/proxmox"
      version = "0.111.1"
    }
  }
}

resource "proxmox_virtual_environment_cluster_options" "unset" { # VMG0603 pass, VMG2701 fail, VMG2702 pass
  language = "en"
}

resource "proxmox_cluster_options" "own" { # VMG0603 fail, VMG2701 pass, VMG2702 pass
  migration_cidr = "10.27.0.0/24"
  migration_type = "insecure"
}

resource "proxmox_network_linux_vlan" "own" {
  node_name = "pve1"
  name      = "bond0.27"
  address   = "10.27.0.11/24"
}

resource "proxmox_cluster_options" "routed" { # VMG2701 pass, VMG2702 fail
  migration_cidr = "10.28.0.0/24"
}

resource "proxmox_network_linux_bond" "routed" {
  node_name = "pve1"
  name      = "bond1"
  slaves    = ["eno3", "eno4"]
  address   = "10.28.0.11/24"
  gateway   = "10.28.0.1"
}

resource "proxmox_cluster_options" "shared" { # VMG2701 fail, VMG2702 pass
  migration_cidr = "10.29.0.0/24"
}

resource "proxmox_network_linux_bridge" "shared" { # VMG1001 pass, VMG1002 pass
  node_name = "pve1"
  name      = "vmbr1"
  ports     = ["eno5"]
  address   = "10.29.0.11/24"
}

resource "proxmox_virtual_environment_vm" "on_it" {
  node_name = "pve1"

  network_device {
    bridge = "vmbr1"
  }
}

resource "proxmox_cluster_options" "with_storage" { # VMG2701 fail
  migration_cidr = "10.31.0.0/24"
}

resource "proxmox_network_linux_vlan" "with_storage" { # VMG1001 fail, VMG1002 pass
  node_name = "pve1"
  name      = "bond0.31"
  address   = "10.31.0.11/24"
}

resource "proxmox_storage_nfs" "general" {
  id     = "general"
  server = "10.31.0.5"
  export = "/vol/general02"
}

resource "proxmox_cluster_options" "elsewhere" { # VMG2701 unknown, VMG2702 unknown
  migration_cidr = "10.77.0.0/24"
}
