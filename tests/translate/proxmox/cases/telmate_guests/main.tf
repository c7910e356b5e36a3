# The same of the third generation of Telmate's provider.

terraform {
  required_providers {
    proxmox = {
      source  = "Telmate/proxmox"
      version = "3.0.2-rc09"
    }
  }
}

resource "proxmox_vm_qemu" "d" { # VMG2601 fail, VMG1902 unknown, VMG0904 fail
  name        = "a"
  target_node = "pve1"
  network {
    id    = 0
    model = "virtio"
  }
}

resource "proxmox_vm_qemu" "good" { # VMG2601 pass, VMG1901 pass, VMG1902 pass
  name        = "a"
  target_node = "pve1"
  network {
    id       = 0
    model    = "virtio"
    bridge   = "vmbr1"
    tag      = 11
    firewall = true
  }
}

resource "proxmox_vm_qemu" "clone" { # VMG2601 pass, VMG1901 pass
  name        = "a"
  target_node = "pve1"
  clone       = "tmpl"
}

resource "proxmox_vm_qemu" "storage" { # VMG1901 fail, VMG2601 pass
  name        = "a"
  target_node = "pve1"
  network {
    id     = 0
    model  = "virtio"
    bridge = "vmbr1"
    tag    = 310
  }
}

resource "proxmox_vm_qemu" "devs" { # VMG2401 fail, VMG2501 fail
  name        = "a"
  target_node = "pve1"
  serial {
    id   = 0
    type = "/dev/ttyS0"
  }
}

resource "proxmox_vm_qemu" "socket" { # VMG2401 fail, VMG2501 pass
  name        = "a"
  target_node = "pve1"
  serial {
    id = 0
  }
}

resource "proxmox_vm_qemu" "pci" { # VMG2501 fail
  name        = "a"
  target_node = "pve1"
  pci {
    id         = 0
    mapping_id = "gpu"
  }
}

resource "proxmox_vm_qemu" "pcis" { # VMG2501 fail
  name        = "a"
  target_node = "pve1"
  pcis {
    pci0 {
      raw {
        raw_id = "0000:01:00.0"
      }
    }
  }
}

resource "proxmox_vm_qemu" "usb" { # VMG2501 fail, VMG2401 fail
  name        = "a"
  target_node = "pve1"
  usb {
    id        = 0
    device_id = "1234:5678"
  }
}

resource "proxmox_vm_qemu" "usbs" { # VMG2501 fail, VMG2401 fail
  name        = "a"
  target_node = "pve1"
  usbs {
    usb0 {
      spice {}
    }
  }
}

resource "proxmox_vm_qemu" "pass" { # VMG2501 fail
  name        = "a"
  target_node = "pve1"
  disk {
    slot        = "scsi0"
    passthrough = true
    disk_file   = "/dev/sdb"
  }
}

resource "proxmox_vm_qemu" "pass2" { # VMG2501 fail
  name        = "a"
  target_node = "pve1"
  disks {
    scsi {
      scsi0 {
        passthrough {
          file = "/dev/sdb"
        }
      }
    }
  }
}

resource "proxmox_vm_qemu" "iso" { # VMG2401 fail, VMG2801 fail
  name        = "a"
  target_node = "pve1"
  disks {
    ide {
      ide2 {
        cdrom {
          iso = "local:iso/x.iso"
        }
      }
    }
  }
}

resource "proxmox_vm_qemu" "iso_disk" { # VMG2401 fail, VMG2801 fail
  name        = "a"
  target_node = "pve1"
  disk {
    slot = "ide2"
    type = "cdrom"
    iso  = "local:iso/x.iso"
  }
}

resource "proxmox_vm_qemu" "phys_cd" { # VMG2501 fail, VMG2401 fail
  name        = "a"
  target_node = "pve1"
  disks {
    ide {
      ide2 {
        cdrom {
          passthrough = true
        }
      }
    }
  }
}

resource "proxmox_lxc" "l" { # VMG2601 fail, VMG0904 fail, VMG2801 fail
  target_node = "pve1"
  network {
    name   = "eth0"
    bridge = "vmbr1"
  }
  mountpoint {
    key     = "0"
    slot    = 0
    mp      = "/x"
    volume  = "/mnt/pve/nfs"
    storage = "/mnt/pve/nfs"
  }
}

resource "proxmox_lxc" "trunk" { # VMG2602 fail, VMG1901 fail
  target_node = "pve1"
  network {
    name   = "eth0"
    bridge = "vmbr1"
    tag    = 12
    trunks = "310"
  }
}

resource "proxmox_lxc_guest" "g" { # VMG2601 fail
  name        = "a"
  target_node = "pve1"
  power_state = "running"
  password    = "x"
  root_mount {
    size    = "4G"
    storage = "local-lvm"
  }
  network {
    id     = 0
    name   = "eth0"
    bridge = "vmbr1"
  }
}

resource "proxmox_lxc_guest" "g2" { # VMG2601 pass
  name        = "a"
  target_node = "pve1"
  power_state = "running"
  password    = "x"
  root_mount {
    size    = "4G"
    storage = "local-lvm"
  }
  networks {
    net0 {
      name        = "eth0"
      bridge      = "vmbr1"
      vlan_native = 12
    }
  }
}
