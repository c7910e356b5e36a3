# Machines and networks of blocks.

terraform {
  required_providers {
    libvirt = {
      source  = "dmacvicar/libvirt"
      version = "0.8.3"
    }
  }
}

provider "libvirt" {
  uri = "qemu+ssh://ops@kvm1.example.edu/system"
}

resource "terraform_data" "later" {}

resource "libvirt_pool" "vms" {
  name = "vms"
  type = "dir"
  target {
    path = "/srv/vms"
  }
}

resource "libvirt_network" "campus" {
  name   = "campus"
  mode   = "bridge"
  bridge = "br110"
}

resource "libvirt_network" "nfs" {
  name   = "nfs"
  mode   = "bridge"
  bridge = "br310"
}

resource "libvirt_network" "lab" {
  name      = "lab"
  addresses = ["10.9.0.0/24"]
}

# No filter can be set, and no VLAN: the one fails, the other cannot be said.
resource "libvirt_domain" "web" { # VMG0904 fail, VMG2601 silent, VMG1901 pass, VMG1902 pass, VMG2101 pass, VMG2401 pass, VMG2501 pass, VMG2801 pass, VMG3201 pass, VMG0602 pass
  name      = "web"
  autostart = true

  network_interface {
    network_id = libvirt_network.campus.id
  }
}

resource "libvirt_domain" "lab" { # VMG1901 pass, VMG1902 pass
  name = "lab"

  network_interface {
    network_name = libvirt_network.lab.name
  }
}

resource "libvirt_domain" "on_storage" { # VMG1901 fail, VMG1902 pass
  name = "on-storage"

  network_interface {
    network_name = "nfs"
  }
}

resource "libvirt_domain" "on_storage_by_bridge" { # VMG1901 fail
  name = "on-storage-by-bridge"

  network_interface {
    bridge = "br310"
  }
}

resource "libvirt_domain" "unheard_of" { # VMG1901 unknown, VMG1902 unknown
  name = "unheard-of"

  network_interface {
    network_name = "default"
  }
}

resource "libvirt_domain" "direct" { # VMG1902 unknown, VMG0904 fail
  name = "direct"

  network_interface {
    macvtap = "eth1"
  }
}

resource "libvirt_domain" "without_interface" { # VMG0904 pass
  name = "without-interface"
}

resource "libvirt_domain" "open" { # VMG2101 fail, VMG2401 fail, VMG2501 fail, VMG2801 fail, VMG0602 fail
  name = "open"

  cpu {
    mode = "host-passthrough"
  }
  filesystem {
    source   = "/srv/vms"
    target   = "vms"
    readonly = false
  }
  disk {
    block_device = "/dev/sdb"
  }
  disk {
    url = "http://images.example.edu/debian-13.iso"
  }
  console {
    type        = "pty"
    target_type = "serial"
    target_port = "0"
  }
  graphics {
    type           = "vnc"
    listen_type    = "address"
    listen_address = "0.0.0.0"
  }
}

resource "libvirt_domain" "directory" { # VMG2101 fail, VMG2801 pass
  name = "directory"

  filesystem {
    source = "/home/shared"
    target = "shared"
  }
}

resource "libvirt_domain" "emulator" { # VMG2101 pass
  name     = "emulator"
  emulator = "/usr/libexec/qemu-kvm"
}

resource "libvirt_domain" "another_emulator" { # VMG2101 fail
  name     = "another-emulator"
  emulator = "/home/ops/qemu"
}

resource "libvirt_domain" "default_pool" { # VMG2801 fail
  name = "default-pool"

  filesystem {
    source = "/var/lib/libvirt/images"
    target = "images"
  }
}

resource "libvirt_domain" "console" { # VMG2401 pass, VMG0602 fail
  name = "console"

  console {
    type           = "tcp"
    source_host    = "0.0.0.0"
    source_service = "4555"
    target_type    = "virtio"
    target_port    = "0"
  }
}

resource "libvirt_domain" "console_here" { # VMG0602 pass
  name = "console-here"

  console {
    type        = "tcp"
    target_type = "virtio"
    target_port = "0"
  }
}

resource "libvirt_domain" "line" { # VMG2501 fail, VMG2401 fail
  name = "line"

  console {
    type        = "dev"
    source_path = "/dev/ttyS0"
    target_port = "0"
  }
}

resource "libvirt_domain" "tpm" { # VMG2501 fail
  name = "tpm"

  tpm {
    backend_type        = "passthrough"
    backend_device_path = "/dev/tpm0"
  }
}

# The console is SPICE unless it is another one, and its clipboard needs a channel that blocks cannot make.
resource "libvirt_domain" "spice" { # VMG3201 pass, VMG0602 pass
  name = "spice"

  graphics {
    type = "spice"
  }
}

resource "libvirt_domain" "later" { # VMG2101 unknown, VMG2801 unknown, VMG0602 unknown, VMG1901 unknown
  name = "later"

  cpu {
    mode = terraform_data.later.id
  }
  disk {
    file = "${terraform_data.later.id}.img"
  }
  graphics {
    listen_type    = "address"
    listen_address = terraform_data.later.id
  }
  network_interface {
    network_name = terraform_data.later.id
  }
}
