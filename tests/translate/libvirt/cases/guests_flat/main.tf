# The same of 0.9.0, whose attributes are flat.

terraform {
  required_providers {
    libvirt = {
      source  = "dmacvicar/libvirt"
      version = "0.9.0"
    }
  }
}

resource "libvirt_domain" "nic" { # VMG0904 fail, VMG1901 fail
  name   = "a"
  type   = "kvm"
  memory = 1
  devices = {
    interfaces = [{
      type   = "network"
      source = { network = "storage" }
    }]
  }
}

resource "libvirt_domain" "bridge" { # VMG0904 fail, VMG1901 fail
  name   = "a"
  type   = "kvm"
  memory = 1
  devices = {
    interfaces = [{
      type   = "bridge"
      source = { bridge = "br-mgmt" }
    }]
  }
}

resource "libvirt_domain" "fs" { # VMG2801 fail
  name   = "a"
  type   = "kvm"
  memory = 1
  devices = {
    filesystems = [{
      source = "/var/lib/libvirt/images"
      target = "x"
    }]
  }
}

resource "libvirt_domain" "cd" { # VMG2401 fail
  name   = "a"
  type   = "kvm"
  memory = 1
  devices = {
    disks = [{
      device = "cdrom"
      source = { pool = "default", volume = "x.iso" }
      target = { dev = "sda", bus = "sata" }
    }]
  }
}

resource "libvirt_domain" "none" { # VMG0904 pass, VMG1901 pass, VMG2401 pass, VMG2501 pass
  name   = "a"
  type   = "kvm"
  memory = 1
}
