terraform {
  required_providers {
    vsphere = { source = "vmware/vsphere" }
    proxmox = { source = "bpg/proxmox" }
  }
}

variable "vlan" {
  type    = string
  default = 0120
}

variable "cores" { default = "4" }

resource "vsphere_virtual_machine" "vm" {
  name                       = 42
  resource_pool_id           = "resgroup-1"
  num_cpus                   = var.cores
  memory                     = "2048"
  efi_secure_boot_enabled    = "true"
  firmware                   = "efi"
  wait_for_guest_net_timeout = -1
  extra_config = {
    number = 1
    float  = 1.50
    big    = 100000000000000000000
    bool   = true
    null   = null
    empty  = ""
  }
  disk {
    label            = "d"
    size             = "10"
    thin_provisioned = "false"
  }
}

resource "proxmox_virtual_environment_network_linux_vlan" "v" {
  node_name = "pve1"
  name      = "eno1.${var.vlan}"
  vlan      = var.vlan
  mtu       = var.cores * 375
}

resource "terraform_data" "raw" {
  input = [var.vlan, var.cores, 1.0, 1e3, 0.1 + 0.2, 10 / 4, "${1.5}", 7 % 3, -5]
}
