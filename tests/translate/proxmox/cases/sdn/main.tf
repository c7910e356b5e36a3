# Networks of the SDN that share a VLAN: in one zone, in two zones on one bridge, and in zones that do not meet.

terraform {
  required_providers {
    proxmox = {
      source  = "bpg/proxmox"
      version = "0.111.1"
    }
  }
}

resource "proxmox_sdn_zone_vlan" "campus" {
  id     = "campus"
  bridge = "vmbr0"
}

resource "proxmox_sdn_zone_vlan" "hosts" {
  id     = "hosts"
  bridge = "vmbr0"
}

resource "proxmox_virtual_environment_sdn_zone_vlan" "apart" {
  id     = "apart"
  bridge = "vmbr9"
}

resource "proxmox_sdn_zone_vxlan" "overlay" {
  id    = "overlay"
  peers = ["10.2.0.11", "10.2.0.12"]
}

resource "proxmox_sdn_zone_qinq" "outer" {
  id           = "outer"
  bridge       = "vmbr0"
  service_vlan = 900
}

resource "proxmox_sdn_vnet" "students" { # VMG2601 pass, VMG2603 fail
  id   = "students"
  zone = proxmox_sdn_zone_vlan.campus.id
  tag  = 20
}

resource "proxmox_sdn_vnet" "admins" { # VMG2603 fail
  id   = "admins"
  zone = "hosts"
  tag  = 20
}

resource "proxmox_virtual_environment_sdn_vnet" "backup" { # VMG2603 pass
  id   = "backup"
  zone = "apart"
  tag  = 20
}

resource "proxmox_sdn_vnet" "overlay" { # VMG2603 pass
  id   = "overlay"
  zone = "overlay"
  tag  = 20
}

resource "proxmox_sdn_vnet" "outer" { # VMG2603 pass
  id   = "outer"
  zone = "outer"
  tag  = 20
}

resource "proxmox_sdn_vnet" "labs" { # VMG2603 unknown
  id   = "labs"
  zone = "campus"
  tag  = 30
}

resource "proxmox_sdn_vnet" "elsewhere" { # VMG2603 unknown
  id   = "elsewhere"
  zone = "made-elsewhere"
  tag  = 30
}

resource "proxmox_sdn_vnet" "plain" { # VMG2601 fail, VMG2603 pass
  id   = "plain"
  zone = "campus"
}
