# Who reaches machines that sleep, and machines that nobody uses.

terraform {
  required_providers {
    proxmox = {
      source  = "bpg/proxmox"
      version = "0.111.1"
    }
  }
}

resource "proxmox_acl" "operations" {
  path     = "/"
  role_id  = "PVEVMAdmin"
  group_id = "operations"
}

resource "proxmox_acl" "web" {
  path     = "/vms/201"
  role_id  = "PVEVMUser"
  group_id = "web-admins"
}

resource "proxmox_acl" "sleeping" {
  path     = "/pool/sleeping"
  role_id  = "PVEAuditor"
  group_id = "web-admins"
}

resource "proxmox_acl" "storages" {
  path     = "/storage"
  role_id  = "PVEDatastoreUser"
  group_id = "web-admins"
}

resource "proxmox_virtual_environment_vm" "reached" { # VMG2901 fail
  node_name = "pve1"
  vm_id     = 201
  tags      = ["dormant"]
}

resource "proxmox_virtual_environment_vm" "kept" { # VMG2901 pass
  node_name = "pve1"
  vm_id     = 202
  tags      = ["dormant"]
}

resource "proxmox_virtual_environment_vm" "pooled" { # VMG2901 fail
  node_name = "pve1"
  vm_id     = 203
  pool_id   = "sleeping"
}

resource "proxmox_virtual_environment_container" "pooled" { # VMG2901 fail
  node_name = "pve1"
  vm_id     = 204
}

resource "proxmox_pool_membership" "pooled" {
  pool_id = "sleeping"
  vm_id   = 204
}

resource "proxmox_virtual_environment_vm" "awake" { # VMG2901 pass
  node_name = "pve1"
  vm_id     = 205
}

resource "proxmox_virtual_environment_vm" "unnumbered" { # VMG2901 unknown
  node_name = "pve1"
  tags      = ["dormant"]
}

resource "proxmox_virtual_environment_vm" "off" { # VMG2301 pass
  node_name = "pve1"
  vm_id     = 206
  tags      = ["unused"]
  started   = false
  on_boot   = false
}

resource "proxmox_virtual_environment_vm" "kept_running" { # VMG2301 fail
  node_name = "pve1"
  vm_id     = 207
  tags      = ["unused"]
  started   = false
  on_boot   = false
}

resource "proxmox_haresource" "kept_running" {
  resource_id = "vm:207"
}

resource "proxmox_virtual_environment_vm" "kept_off" { # VMG2301 pass
  node_name = "pve1"
  vm_id     = 208
  tags      = ["unused"]
  started   = false
  on_boot   = false
}

resource "proxmox_haresource" "kept_off" {
  resource_id = "vm:208"
  state       = "stopped"
}
