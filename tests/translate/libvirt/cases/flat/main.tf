# The one release between blocks and the hypervisor's own XML: texts where there are objects since.

terraform {
  required_providers {
    libvirt = {
      source  = "dmacvicar/libvirt"
      version = "0.9.0"
    }
  }
}

resource "terraform_data" "later" {}

resource "libvirt_network" "nfs" {
  name   = "nfs"
  mode   = "bridge"
  bridge = "br310"
}

resource "libvirt_volume" "debian" {
  name   = "debian-13.qcow2"
  pool   = "images"
  create = { content = { url = "https://images.example.edu/debian-13.qcow2" } }
}

resource "libvirt_volume" "web" {
  name          = "web.qcow2"
  pool          = "vms"
  format        = "qcow2"
  backing_store = { path = libvirt_volume.debian.path, format = "qcow2" }
}

# Neither a filter nor a VLAN can be set: the one fails, the other cannot be said.
resource "libvirt_domain" "web" { # VMG0904 fail, VMG2601 silent, VMG1901 unknown, VMG2101 pass, VMG3001 pass, VMG3201 pass, VMG3502 pass, VMG0602 pass
  name   = "web"
  memory = 1024
  vcpu   = 1
  os     = { type = "hvm" }
  devices = {
    disks      = [{ source = { pool = "vms", volume = libvirt_volume.web.name }, target = { dev = "vda" } }]
    interfaces = [{ type = "network", source = { network = "default" } }]
    graphics   = { vnc = { listen = "127.0.0.1" } }
  }
}

# The clipboard of SPICE is on, and nothing in this release turns it off or makes the channel that it needs.
resource "libvirt_domain" "spice" { # VMG3201 unknown, VMG3202 unknown, VMG0602 fail
  name   = "spice"
  memory = 1024
  vcpu   = 1
  os     = { type = "hvm" }
  devices = {
    graphics = { spice = { listen = "0.0.0.0", port = 5900 } }
  }
}

resource "libvirt_domain" "spice_over_tls" { # VMG0602 pass
  name   = "spice-over-tls"
  memory = 1024
  vcpu   = 1
  os     = { type = "hvm" }
  devices = {
    graphics = { spice = { listen = "0.0.0.0", tlsport = 5901 } }
  }
}

resource "libvirt_domain" "on_storage" { # VMG1901 fail
  name   = "on-storage"
  memory = 1024
  vcpu   = 1
  os     = { type = "hvm" }
  devices = {
    interfaces = [{ type = "network", source = { network = libvirt_network.nfs.name } }]
  }
}

resource "libvirt_domain" "on_storage_by_bridge" { # VMG1901 fail, VMG2601 silent
  name   = "on-storage-by-bridge"
  memory = 1024
  vcpu   = 1
  os     = { type = "hvm" }
  devices = {
    interfaces = [{ type = "bridge", source = { bridge = "br310" } }]
  }
}

resource "libvirt_domain" "open" { # VMG2101 fail, VMG2401 fail, VMG2501 fail, VMG2801 fail
  name   = "open"
  memory = 1024
  vcpu   = 1
  os     = { type = "hvm" }
  devices = {
    disks       = [{ source = { block = "/dev/sdb" }, target = { dev = "vda" } }]
    filesystems = [{ source = "/var/lib/libvirt/images", target = "images" }]
    serials     = [{ type = "dev", source_path = "/dev/ttyS0" }]
    tpms        = [{ backend_type = "passthrough" }]
  }
}

resource "libvirt_domain" "later" { # VMG1901 unknown, VMG0602 unknown
  name   = "later"
  memory = 1024
  vcpu   = 1
  os     = { type = "hvm" }
  devices = {
    interfaces = [{ type = "network", source = { network = terraform_data.later.id } }]
    graphics   = { vnc = { listen = terraform_data.later.id } }
  }
}
