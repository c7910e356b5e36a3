# What machines have of their host, whether they are off, and the ways to their console.

terraform {
  required_providers {
    proxmox = {
      source  = "telmate/proxmox"
      version = "3.0.2-rc09"
    }
  }
}

resource "terraform_data" "later" {}

resource "proxmox_vm_qemu" "closed" { # VMG2101 pass, VMG2401 pass, VMG2501 pass, VMG2801 pass, VMG3201 pass, VMG2301 pass
  name        = "web"
  target_node = "pve1"
  clone       = "tpl-debian13"

  vga {
    type = "std"
  }
  cpu {
    type = "x86-64-v2-AES"
  }
  disks {
    scsi {
      scsi0 {
        disk {
          size    = "20G"
          storage = "local-zfs"
        }
      }
    }
    ide {
      ide2 {
        cloudinit {
          storage = "local-zfs"
        }
      }
    }
  }
}

# A machine runs unless it is told otherwise.
resource "proxmox_vm_qemu" "nothing_said" { # VMG2301 fail, VMG2101 pass
  name        = "old-nothing-said"
  target_node = "pve1"
}

resource "proxmox_vm_qemu" "off" { # VMG2301 pass
  name        = "old-off"
  target_node = "pve1"
  vm_state    = "stopped"
}

resource "proxmox_vm_qemu" "starts" { # VMG2301 fail
  name               = "old-starts"
  target_node        = "pve1"
  power_state        = "stopped"
  start_at_node_boot = true
}

resource "proxmox_vm_qemu" "kept_running" { # VMG2301 fail
  name        = "old-kept-running"
  target_node = "pve1"
  power_state = "stopped"
  hastate     = "started"
}

resource "proxmox_vm_qemu" "tagged" { # VMG2301 fail
  name        = "spare"
  target_node = "pve1"
  tags        = "linux;retired"
}

# Where nothing is said of its type, the processor is the host's.
resource "proxmox_vm_qemu" "processor" { # VMG2101 fail
  name        = "processor"
  target_node = "pve1"

  cpu {
    cores = 2
  }
}

resource "proxmox_vm_qemu" "arguments" { # VMG2101 fail, VMG3201 fail
  name        = "arguments"
  target_node = "pve1"
  args        = "-chardev qemu-vdagent,id=vdagent,clipboard=on"
}

resource "proxmox_vm_qemu" "spice" { # VMG3201 fail
  name        = "spice"
  target_node = "pve1"

  vga {
    type = "qxl"
  }
}

resource "proxmox_vm_qemu" "devices" { # VMG2501 fail, VMG2401 fail
  name        = "devices"
  target_node = "pve1"

  pci {
    id     = 0
    raw_id = "3b:00.0"
  }
  usb {
    id        = 0
    device_id = "046d:c52b"
  }
  serial {
    id   = 0
    type = "/dev/ttyS0"
  }
}

resource "proxmox_vm_qemu" "devices_by_slot" { # VMG2501 fail, VMG2401 fail, VMG2801 fail
  name        = "devices-by-slot"
  target_node = "pve1"

  usbs {
    usb0 {
      spice {}
    }
  }
  disks {
    scsi {
      scsi1 {
        passthrough {
          file = "/dev/sdb"
        }
      }
    }
  }
}

resource "proxmox_vm_qemu" "approved" { # VMG2501 pass
  name        = "render-1"
  target_node = "pve1"

  pcis {
    pci0 {
      raw {
        raw_id = "0000:3b:00.0"
      }
    }
    pci1 {
      mapping {
        mapping_id = "gpu"
      }
    }
  }
}

resource "proxmox_vm_qemu" "socket" { # VMG2501 pass, VMG2401 fail
  name        = "socket"
  target_node = "pve1"

  serial {
    id = 0
  }
}

resource "proxmox_vm_qemu" "drive" { # VMG2401 fail, VMG2801 fail
  name        = "drive"
  target_node = "pve1"

  disk {
    slot = "ide2"
    type = "cdrom"
    iso  = "local:iso/debian-13.iso"
  }
}

resource "proxmox_vm_qemu" "disk_of_host" { # VMG2501 fail, VMG2801 fail
  name        = "disk-of-host"
  target_node = "pve1"

  disk {
    slot        = "scsi0"
    passthrough = true
    disk_file   = "/dev/sdc"
  }
}

resource "proxmox_vm_qemu" "later" { # VMG2101 unknown, VMG2401 fail, VMG2501 unknown, VMG2801 unknown, VMG3201 unknown, VMG2301 unknown
  name        = "old-later"
  target_node = "pve1"
  args        = terraform_data.later.id
  power_state = terraform_data.later.id

  vga {
    type = terraform_data.later.id
  }
  usb {
    id        = 0
    device_id = terraform_data.later.id
  }
  disk {
    slot      = "scsi0"
    type      = terraform_data.later.id
    disk_file = terraform_data.later.id
  }
}

resource "proxmox_vm_qemu" "drive_later" { # VMG2401 unknown
  name        = "drive-later"
  target_node = "pve1"

  disk {
    slot = "ide2"
    type = terraform_data.later.id
  }
}

resource "proxmox_vm_qemu" "dead" { # VMG3501 fail
  name        = "dead"
  target_node = "pve1"
  clone       = "tpl-debian13"
  qemu_os     = "wxp"
}

# What a clone does not say of its display is its template's.
resource "proxmox_vm_qemu" "clone_without_display" { # VMG3201 fail
  name        = "clone"
  target_node = "pve1"
  clone       = "tpl-debian13"
}

resource "proxmox_vm_qemu" "new_without_display" { # VMG3201 pass
  name        = "new"
  target_node = "pve1"
}
