terraform {
  required_providers {
    proxmox = {
      source = "bpg/proxmox"
    }
  }
}

resource "proxmox_virtual_environment_firewall_options" "web" {
  node_name = "pve1"
  vm_id     = proxmox_virtual_environment_vm.web.vm_id
  enabled   = true
}

resource "proxmox_virtual_environment_vm" "web" {
  name      = "web-01"
  node_name = "pve1"

  network_device {
    bridge   = "vmbr1"
    vlan_id  = 110
    firewall = true
  }
}
