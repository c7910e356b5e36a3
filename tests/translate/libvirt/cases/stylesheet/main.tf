# A stylesheet may change anything: nothing is known of what has one, and nothing fails for it either.

terraform {
  required_providers {
    libvirt = {
      source  = "dmacvicar/libvirt"
      version = "0.8.3"
    }
  }
}

resource "libvirt_network" "transformed" {
  name   = "transformed"
  mode   = "bridge"
  bridge = "br110"
  xml {
    xslt = "<xsl:stylesheet/>"
  }
}

resource "libvirt_volume" "debian" {
  name   = "debian-13.qcow2"
  source = "https://images.example.edu/debian-13.qcow2"
}

resource "libvirt_domain" "transformed" { # VMG0602 unknown, VMG0904 unknown, VMG1901 unknown, VMG1902 unknown, VMG2101 unknown, VMG2401 unknown, VMG2501 unknown, VMG2801 unknown, VMG3001 unknown, VMG3002 unknown, VMG3201 unknown
  name = "transformed"

  disk {
    volume_id = libvirt_volume.debian.id
  }
  filesystem {
    source = "/srv/vms"
    target = "vms"
  }
  network_interface {
    bridge = "br110"
  }
  xml {
    xslt = file("${path.module}/filter.xsl")
  }
}

resource "libvirt_domain" "on_transformed" { # VMG1901 unknown, VMG2101 pass
  name = "on-transformed"

  network_interface {
    network_name = libvirt_network.transformed.name
  }
}

resource "libvirt_domain" "without_a_sheet" { # VMG0904 fail, VMG2101 pass
  name = "without-a-sheet"

  network_interface {
    bridge = "br110"
  }
  xml {}
}
