# The same of its second generation, of which clones keep their templates' interfaces.

terraform {
  required_providers {
    proxmox = {
      source  = "telmate/proxmox"
      version = "2.9.14"
    }
  }
}

resource "proxmox_vm_qemu" "d" { # VMG2601 fail, VMG1902 unknown, VMG0904 fail
  name        = "a"
  target_node = "pve1"
  network {
    model = "virtio"
  }
}

resource "proxmox_vm_qemu" "neg" { # VMG2601 fail
  name        = "a"
  target_node = "pve1"
  network {
    model  = "virtio"
    bridge = "vmbr1"
    tag    = -1
  }
}

resource "proxmox_vm_qemu" "good" { # VMG2601 pass
  name        = "a"
  target_node = "pve1"
  network {
    model  = "virtio"
    bridge = "vmbr1"
    tag    = 11
  }
}

resource "proxmox_vm_qemu" "iso" { # VMG2401 fail, VMG2801 fail
  name        = "a"
  target_node = "pve1"
  iso         = "local:iso/x.iso"
}

resource "proxmox_vm_qemu" "hostpci" { # VMG2501 fail
  name        = "a"
  target_node = "pve1"
  hostpci {
    host = "0000:01:00.0"
  }
}

resource "proxmox_vm_qemu" "usb" { # VMG2501 fail, VMG2401 fail
  name        = "a"
  target_node = "pve1"
  usb {
    host = "1234:5678"
  }
}

resource "proxmox_vm_qemu" "serial" { # VMG2401 fail
  name        = "a"
  target_node = "pve1"
  serial {
    id   = 0
    type = "socket"
  }
}

resource "proxmox_vm_qemu" "args" { # VMG2501 fail
  name        = "a"
  target_node = "pve1"
  args        = "-device vfio-pci,host=01:00.0"
}

resource "proxmox_vm_qemu" "clone" { # VMG2601 unknown, VMG1901 unknown, VMG0904 unknown
  name        = "a"
  target_node = "pve1"
  clone       = "tmpl"
}

resource "proxmox_vm_qemu" "no_nic" { # VMG2601 pass
  name        = "a"
  target_node = "pve1"
  iso         = "local:iso/x.iso"
}
