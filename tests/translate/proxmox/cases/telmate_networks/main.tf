# Interfaces, bridges and VLANs.

terraform {
  required_providers {
    proxmox = {
      source  = "telmate/proxmox"
      version = "3.0.2-rc09"
    }
  }
}

resource "terraform_data" "later" {}

resource "proxmox_vm_qemu" "tagged" { # VMG2601 pass, VMG1901 pass, VMG1902 pass, VMG0904 silent
  name        = "tagged"
  target_node = "pve1"

  network {
    id       = 0
    model    = "virtio"
    bridge   = "vmbr0"
    tag      = 110
    firewall = true
  }
}

# Without a bridge it is "nat", which nobody knows.
resource "proxmox_vm_qemu" "nothing_said" { # VMG2601 fail, VMG1902 unknown, VMG0904 fail
  name        = "nothing-said"
  target_node = "pve1"

  network {
    id    = 0
    model = "virtio"
  }
}

resource "proxmox_vm_qemu" "on_storage" { # VMG1901 fail
  name        = "on-storage"
  target_node = "pve1"

  network {
    id     = 0
    model  = "virtio"
    bridge = "vmbr9"
    tag    = 310
  }
}

resource "proxmox_vm_qemu" "later" { # VMG2601 unknown, VMG1902 unknown, VMG0904 unknown
  name        = "later"
  target_node = "pve1"

  network {
    id       = 0
    model    = "virtio"
    bridge   = terraform_data.later.id
    tag      = length(terraform_data.later.id)
    firewall = terraform_data.later.id != ""
  }
}
