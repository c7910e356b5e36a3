# Guests in the VLANs of bridges that nodes have addresses in.

terraform {
  required_providers {
    proxmox = {
      source  = "bpg/proxmox"
      version = "0.111.1"
    }
  }
}

resource "proxmox_virtual_environment_network_linux_bridge" "b5" {
  node_name  = "pve1"
  name       = "vmbr5"
  ports      = ["bond0.20"]
  vlan_aware = false
}

resource "proxmox_network_linux_bridge" "b6" { # VMG1002 fail, VMG1001 fail
  node_name = "pve1"
  name      = "vmbr6"
  address   = "10.31.0.11/24"
  gateway   = "10.31.0.1"
  ports     = ["eno2"]
}

resource "proxmox_network_linux_bridge" "b7" { # VMG1001 pass
  node_name = "pve1"
  name      = "vmbr7"
  address   = "10.27.0.11/24"
  ports     = ["eno3"]
}

resource "proxmox_network_linux_bridge" "b8" { # VMG1001 pass, VMG1002 pass
  node_name = "pve2"
  name      = "vmbr8"
  address   = "10.31.0.12/24"
  ports     = ["eno2"]
}

resource "proxmox_network_linux_bridge" "v6" { # VMG1002 fail
  node_name = "pve3"
  name      = "vmbr8"
  address   = "10.31.0.13/24"
  address6  = "fd00::1/64"
  gateway6  = "fd00::ff"
}

resource "proxmox_storage_nfs" "n" { # VMG1401 fail, VMG1201 fail
  id      = "nfs"
  server  = "10.31.0.5"
  export  = "/x"
  options = "vers=4.1,sec=krb5p"
}

resource "proxmox_storage_nfs" "off" { # VMG1401 pass, VMG1201 pass
  id      = "nfs2"
  server  = "10.31.0.5"
  export  = "/x"
  disable = true
}

resource "proxmox_cluster_options" "o" { # VMG2701 fail, VMG2702 pass
  migration_cidr = "10.27.0.0/24"
  migration_type = "secure"
}

resource "proxmox_virtual_environment_vm" "on_storage" { # VMG1901 pass
  node_name = "pve1"
  network_device {
    bridge  = "vmbr6"
    vlan_id = 12
  }
}

resource "proxmox_virtual_environment_vm" "on_storage_flat" { # VMG1901 fail, VMG2601 fail
  node_name = "pve1"
  network_device {
    bridge = "vmbr6"
  }
}

resource "proxmox_virtual_environment_vm" "on_migration" { # VMG1901 fail
  node_name = "pve1"
  network_device {
    bridge = proxmox_network_linux_bridge.b7.name
  }
}

resource "proxmox_virtual_environment_vm" "on_subif" { # VMG2601 pass, VMG1901 pass
  node_name = "pve1"
  network_device {
    bridge = "vmbr5"
  }
}

resource "proxmox_sdn_zone_vlan" "z" {
  id     = "zone1"
  bridge = "vmbr5"
}

resource "proxmox_sdn_vnet" "v" {
  id   = "vnet1"
  zone = proxmox_sdn_zone_vlan.z.id
  tag  = 120
}

resource "proxmox_sdn_zone_simple" "s" {
  id = "zone2"
}

resource "proxmox_sdn_vnet" "flat" {
  id   = "vnet2"
  zone = "zone2"
}

resource "proxmox_virtual_environment_vm" "on_vnet" { # VMG2601 pass
  node_name = "pve1"
  network_device {
    bridge = "vnet1"
  }
}

resource "proxmox_virtual_environment_vm" "on_flat" { # VMG2601 fail
  node_name = "pve1"
  network_device {
    bridge = proxmox_sdn_vnet.flat.id
  }
}

resource "proxmox_network_linux_vlan" "storage" { # VMG1002 pass
  node_name = "pve1"
  name      = "vmbr5.310"
  address   = "10.31.0.21/24"
}

resource "proxmox_network_linux_vlan" "apart" {
  node_name = "pve1"
  name      = "storage0"
  interface = "eno9"
  vlan      = 320
  address   = "10.32.0.21/24"
}

resource "proxmox_virtual_environment_vm" "meets" { # VMG1901 fail, VMG2601 pass
  node_name = "pve1"
  network_device {
    bridge  = "vmbr5"
    vlan_id = 310
  }
}

resource "proxmox_virtual_environment_vm" "meets_by_trunk" { # VMG1901 fail
  node_name = "pve1"
  network_device {
    bridge = "vmbr5"
    trunks = "300-320"
  }
}

# No interface of a node with an address is on its bridge in that VLAN, or on its node.
resource "proxmox_virtual_environment_vm" "other_vlan" { # VMG1901 pass
  node_name = "pve1"
  network_device {
    bridge  = "vmbr5"
    vlan_id = 320
  }
}

resource "proxmox_virtual_environment_vm" "other_node" { # VMG1901 pass
  node_name = "pve2"
  network_device {
    bridge  = "vmbr5"
    vlan_id = 310
  }
}

# The gateway of guests, and of nothing else.
resource "proxmox_network_linux_bridge" "nat" {
  node_name = "pve1"
  name      = "vmbr12"
  address   = "10.99.0.1/24"
}

resource "proxmox_network_linux_bridge" "reached" {
  node_name = "pve1"
  name      = "vmbr0"
  address   = "10.2.0.11/24"
  gateway   = "10.2.0.1"
}

resource "proxmox_virtual_environment_vm" "behind_nat" { # VMG1901 pass
  node_name = "pve1"
  network_device {
    bridge = "vmbr12"
  }
}

resource "proxmox_virtual_environment_vm" "beside_the_node" { # VMG1901 fail
  node_name = "pve1"
  network_device {
    bridge = "vmbr0"
  }
}
