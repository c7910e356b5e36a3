terraform {
  required_providers {
    proxmox = {
      source = "bpg/proxmox"
    }
  }
}

resource "proxmox_virtual_environment_vm" "web" {
  name      = "web-01"
  node_name = "pve1"

  dynamic "serial_device" {
    for_each = terraform_data.choice.output
    content {}
  }
}

resource "terraform_data" "choice" {
  input = toset([])
}
