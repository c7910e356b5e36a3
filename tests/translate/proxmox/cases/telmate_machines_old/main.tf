# Machines of the second generation, which says some things otherwise.

terraform {
  required_providers {
    proxmox = {
      source  = "telmate/proxmox"
      version = "2.9.14"
    }
  }
}

# The processor is the host's unless it is told otherwise.
resource "proxmox_vm_qemu" "nothing_said" { # VMG2101 fail, VMG2301 fail
  name        = "old-nothing-said"
  target_node = "pve1"
}

# Whether one that is there already was started since is not told.
resource "proxmox_vm_qemu" "closed" { # VMG2101 pass, VMG2401 pass, VMG2501 pass, VMG2301 unknown/pass, VMG2601 pass
  name        = "old-closed"
  target_node = "pve1"
  clone       = "tpl-debian13"
  cpu         = "kvm64"
  oncreate    = false

  network {
    model  = "virtio"
    bridge = "vmbr0"
    tag    = 110
  }
}

# The tag is -1 unless it is told otherwise, which is none.
resource "proxmox_vm_qemu" "untagged" { # VMG2601 fail, VMG0904 fail
  name        = "untagged"
  target_node = "pve1"

  network {
    model = "virtio"
  }
}

resource "proxmox_vm_qemu" "drive" { # VMG2401 fail, VMG2801 fail, VMG3001 fail
  name        = "drive"
  target_node = "pve1"
  iso         = "local:iso/debian-13.iso"
}

resource "proxmox_vm_qemu" "device" { # VMG2501 fail
  name        = "device"
  target_node = "pve1"

  hostpci {
    host = "3b:00.0"
  }
}
