# What machines are created from.

terraform {
  required_providers {
    libvirt = {
      source  = "dmacvicar/libvirt"
      version = "0.9.7"
    }
  }
}

resource "terraform_data" "later" {}

resource "libvirt_volume" "debian" {
  name   = "debian-13.qcow2"
  pool   = "images"
  create = { content = { url = "https://images.example.edu/debian-13.qcow2" } }
}

resource "libvirt_volume" "homemade" {
  name   = "homemade-10.qcow2"
  pool   = "images"
  create = { content = { url = "https://images.example.edu/homemade-10.qcow2" } }
}

resource "libvirt_volume" "buster" {
  name   = "debian-10.qcow2"
  pool   = "images"
  create = { content = { url = "https://images.example.edu/debian-10.qcow2" } }
}

resource "libvirt_volume" "web" {
  count         = 2
  name          = "web-${count.index}.qcow2"
  pool          = "vms"
  capacity      = 21474836480
  backing_store = { path = libvirt_volume.debian.path, format = { type = "qcow2" } }
}

resource "libvirt_volume" "of_homemade" {
  name          = "of-homemade.qcow2"
  pool          = "vms"
  backing_store = { path = libvirt_volume.homemade.path, format = { type = "qcow2" } }
}

resource "libvirt_volume" "of_buster" {
  name          = "of-buster.qcow2"
  pool          = "vms"
  backing_store = { path = libvirt_volume.buster.path, format = { type = "qcow2" } }
}

resource "libvirt_volume" "of_path" {
  name          = "of-path.qcow2"
  pool          = "vms"
  backing_store = { path = "/srv/images/approved.qcow2", format = { type = "qcow2" } }
}

resource "libvirt_volume" "copy" {
  name   = "copy.qcow2"
  pool   = "vms"
  create = { content = { url = "https://images.example.edu/debian-13.qcow2" } }
}

resource "libvirt_volume" "empty" {
  name     = "empty.qcow2"
  pool     = "vms"
  capacity = 21474836480
}

resource "libvirt_volume" "later" {
  name          = "later.qcow2"
  pool          = "vms"
  backing_store = { path = terraform_data.later.id, format = { type = "qcow2" } }
}

resource "libvirt_domain" "web" { # VMG3001 pass, VMG3002 pass, VMG3003 pass, VMG3004 pass, VMG3501 pass, VMG3502 pass
  count = 2
  name  = "web-${count.index}"
  type  = "kvm"
  devices = {
    disks = [
      { source = { volume = { pool = "vms", volume = libvirt_volume.web[count.index].name } }, target = { dev = "vda" } },
      { source = { volume = { pool = "vms", volume = libvirt_volume.empty.name } }, target = { dev = "vdb" } },
    ]
  }
}

resource "libvirt_domain" "copy" { # VMG3001 pass, VMG3002 pass, VMG3004 pass
  name = "copy"
  type = "kvm"
  devices = {
    disks = [{ source = { volume = { pool = "vms", volume = libvirt_volume.copy.name } }, target = { dev = "vda" } }]
  }
}

resource "libvirt_domain" "by_path" { # VMG3001 pass, VMG3002 pass
  name = "by-path"
  type = "kvm"
  devices = {
    disks = [{ source = { volume = { pool = "vms", volume = libvirt_volume.of_path.name } }, target = { dev = "vda" } }]
  }
}

# An image that is there already, by the name of its volume.
resource "libvirt_domain" "by_name" { # VMG3001 pass, VMG3002 pass
  name = "by-name"
  type = "kvm"
  devices = {
    disks = [{ source = { volume = { pool = "vms", volume = "golden.qcow2" } }, target = { dev = "vda" } }]
  }
}

resource "libvirt_domain" "unapproved" { # VMG3001 pass, VMG3002 fail, VMG3502 fail
  name = "unapproved"
  type = "kvm"
  devices = {
    disks = [{ source = { volume = { pool = "vms", volume = libvirt_volume.of_homemade.name } }, target = { dev = "vda" } }]
  }
}

resource "libvirt_domain" "ended" { # VMG3002 fail, VMG3501 fail, VMG3502 pass
  name = "ended"
  type = "kvm"
  devices = {
    disks = [{ source = { volume = { pool = "vms", volume = libvirt_volume.of_buster.name } }, target = { dev = "vda" } }]
  }
}

resource "libvirt_domain" "empty" { # VMG3001 fail, VMG3502 fail
  name = "empty"
  type = "kvm"
  devices = {
    disks = [
      { source = { volume = { pool = "vms", volume = libvirt_volume.empty.name } }, target = { dev = "vda" } },
      { device = "cdrom", source = { file = { file = "/srv/iso/debian-13.iso" } }, target = { dev = "sda" } },
    ]
  }
}

# What it boots from is not always what comes first.
resource "libvirt_domain" "boots_from_another" { # VMG3001 fail
  name = "boots-from-another"
  type = "kvm"
  devices = {
    disks = [
      { boot = { order = 2 }, source = { volume = { pool = "vms", volume = libvirt_volume.web[0].name } }, target = { dev = "vda" } },
      { boot = { order = 1 }, source = { volume = { pool = "vms", volume = libvirt_volume.empty.name } }, target = { dev = "vdb" } },
    ]
  }
}

resource "libvirt_domain" "without_disk" { # VMG3001 fail
  name = "without-disk"
  type = "kvm"
}

resource "libvirt_domain" "device" { # VMG3001 fail, VMG3004 fail
  name = "device"
  type = "kvm"
  devices = {
    disks = [{ source = { block = { dev = "/dev/sdb" } }, target = { dev = "vda" } }]
  }
}

resource "libvirt_domain" "file" { # VMG3001 unknown, VMG3002 unknown, VMG3004 fail
  name = "file"
  type = "kvm"
  devices = {
    disks = [{ source = { file = { file = "/srv/vms/found.qcow2" } }, target = { dev = "vda" } }]
  }
}

resource "libvirt_domain" "ignored" { # VMG3001 pass, VMG3004 fail/pass, VMG0302 fail/silent
  name = "ignored"
  type = "kvm"
  devices = {
    disks = [{ source = { volume = { pool = "vms", volume = libvirt_volume.copy.name } }, target = { dev = "vda" } }]
  }

  lifecycle {
    ignore_changes = [devices]
  }
}

resource "libvirt_domain" "later" { # VMG3001 unknown, VMG3002 unknown, VMG3502 unknown
  name = "later"
  type = "kvm"
  devices = {
    disks = [{ source = { volume = { pool = "vms", volume = libvirt_volume.later.name } }, target = { dev = "vda" } }]
  }
}
