# What nodes mount, and over which of their interfaces.

terraform {
  required_providers {
    proxmox = {
      source  = "bpg/proxmox"
      version = "0.111.1"
    }
  }
}

resource "proxmox_network_linux_vlan" "storage" { # VMG1002 fail
  node_name = "pve1"
  name      = "bond0.310"
  address   = "10.31.0.11/24"
  gateway   = "10.31.0.1"
}

resource "proxmox_network_linux_vlan" "dedicated" { # VMG1002 pass
  node_name = "pve2"
  name      = "bond0.310"
  address   = "10.31.0.12/24"
}

resource "proxmox_network_linux_vlan" "management" { # VMG1002 pass
  node_name = "pve1"
  name      = "bond0.20"
  address   = "10.2.0.11/24"
  gateway   = "10.2.0.1"
}

resource "proxmox_storage_nfs" "general" { # VMG1201 fail, VMG1301 fail, VMG1401 fail
  id     = "general"
  server = "10.31.0.5"
  export = "/vol/general02"
}

resource "proxmox_storage_cifs" "iso" { # VMG1201 silent, VMG1301 silent, VMG1401 silent
  id       = "iso"
  server   = "10.31.0.6"
  share    = "iso"
  username = "pve"
  password = "not-a-real-password"
}

resource "proxmox_virtual_environment_cluster_options" "campus" { # VMG0603 pass
  migration_cidr = "10.27.0.0/24"
}
