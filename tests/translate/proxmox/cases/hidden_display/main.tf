# A display of which it is not known whether there is one, which a plan does not tell from none.

terraform {
  required_providers {
    proxmox = {
      source  = "bpg/proxmox"
      version = "0.111.1"
    }
  }
}

resource "terraform_data" "displays" {}

resource "proxmox_virtual_environment_vm" "display_later" { # VMG3201 unknown
  node_name = "pve1"

  network_device {
    bridge = "vmbr0"
  }
  disk {
    interface = "scsi0"
  }
  dynamic "vga" {
    for_each = jsondecode(terraform_data.displays.id)
    content {
      clipboard = vga.value
    }
  }
}

resource "proxmox_virtual_environment_vm" "no_display" { # VMG3201 pass/unknown
  node_name = "pve1"

  network_device {
    bridge = "vmbr0"
  }
  disk {
    interface = "scsi0"
  }
}
