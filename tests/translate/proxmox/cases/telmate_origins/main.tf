# What machines are created from.

terraform {
  required_providers {
    proxmox = {
      source  = "telmate/proxmox"
      version = "3.0.2-rc09"
    }
  }
}

resource "terraform_data" "later" {}

resource "proxmox_vm_qemu" "by_name" { # VMG3001 pass, VMG3002 pass, VMG3003 pass, VMG3004 pass, VMG3502 pass
  name        = "by-name"
  target_node = "pve1"
  clone       = "tpl-debian13"
}

resource "proxmox_vm_qemu" "by_number" { # VMG3001 pass, VMG3002 pass
  name        = "by-number"
  target_node = "pve1"
  clone_id    = 9000
}

resource "proxmox_vm_qemu" "unapproved" { # VMG3001 pass, VMG3002 fail
  name        = "unapproved"
  target_node = "pve1"
  clone       = "homemade"
}

# A machine of the configuration is never a template.
resource "proxmox_vm_qemu" "of_machine" { # VMG3001 pass, VMG3002 fail
  name        = "of-machine"
  target_node = "pve1"
  clone       = proxmox_vm_qemu.by_name.name
}

resource "proxmox_vm_qemu" "from_network" { # VMG3001 fail
  name        = "from-network"
  target_node = "pve1"
  pxe         = true
}

resource "proxmox_vm_qemu" "nothing" { # VMG3001 fail
  name        = "nothing"
  target_node = "pve1"
}

resource "proxmox_vm_qemu" "ignored" { # VMG3004 fail/pass, VMG0302 fail/silent
  name        = "ignored"
  target_node = "pve1"
  clone       = "tpl-debian13"

  lifecycle {
    ignore_changes = [clone]
  }
}

resource "proxmox_vm_qemu" "later" { # VMG3001 unknown, VMG3002 unknown
  name        = "later"
  target_node = "pve1"
  clone       = terraform_data.later.id
}
