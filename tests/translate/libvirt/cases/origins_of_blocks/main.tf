# What machines of blocks are created from.

terraform {
  required_providers {
    libvirt = {
      source  = "dmacvicar/libvirt"
      version = "0.8.3"
    }
  }
}

resource "terraform_data" "later" {}

resource "libvirt_volume" "debian" {
  name   = "debian-13.qcow2"
  source = "https://images.example.edu/debian-13.qcow2"
}

resource "libvirt_volume" "homemade" {
  name   = "homemade-10.qcow2"
  source = "https://images.example.edu/homemade-10.qcow2"
}

resource "libvirt_volume" "web" {
  count          = 2
  name           = "web-${count.index}.qcow2"
  base_volume_id = libvirt_volume.debian.id
}

resource "libvirt_volume" "of_name" {
  name             = "of-name.qcow2"
  base_volume_name = "golden.qcow2"
  base_volume_pool = "images"
}

resource "libvirt_volume" "of_own_name" {
  name             = "of-own-name.qcow2"
  base_volume_name = libvirt_volume.debian.name
}

resource "libvirt_volume" "of_homemade" {
  name           = "of-homemade.qcow2"
  base_volume_id = libvirt_volume.homemade.id
}

resource "libvirt_volume" "empty" {
  name = "empty.qcow2"
  size = 21474836480
}

resource "libvirt_volume" "later" {
  name           = "later.qcow2"
  base_volume_id = "${terraform_data.later.id}/debian"
}

resource "libvirt_volume" "transformed" {
  name   = "transformed.qcow2"
  source = "https://images.example.edu/debian-13.qcow2"
  xml {
    xslt = "<xsl:stylesheet/>"
  }
}

resource "libvirt_domain" "web" { # VMG3001 pass, VMG3002 pass, VMG3003 pass, VMG3004 pass, VMG3501 pass, VMG3502 pass
  count = 2
  name  = "web-${count.index}"

  disk {
    volume_id = libvirt_volume.web[count.index].id
  }
  disk {
    volume_id = libvirt_volume.empty.id
  }
}

resource "libvirt_domain" "by_name" { # VMG3001 pass, VMG3002 pass
  name = "by-name"

  disk {
    volume_id = libvirt_volume.of_name.id
  }
}

resource "libvirt_domain" "by_own_name" { # VMG3001 pass, VMG3002 pass
  name = "by-own-name"

  disk {
    volume_id = libvirt_volume.of_own_name.id
  }
}

resource "libvirt_domain" "by_path" { # VMG3001 pass, VMG3002 pass
  name = "by-path"

  disk {
    volume_id = "/srv/images/approved.qcow2"
  }
}

resource "libvirt_domain" "unapproved" { # VMG3001 pass, VMG3002 fail, VMG3502 fail
  name = "unapproved"

  disk {
    volume_id = libvirt_volume.of_homemade.id
  }
}

resource "libvirt_domain" "empty" { # VMG3001 fail
  name = "empty"

  disk {
    file = "/srv/iso/debian-13.iso"
  }
  disk {
    volume_id = libvirt_volume.empty.id
  }
}

resource "libvirt_domain" "without_disk" { # VMG3001 fail
  name = "without-disk"
}

resource "libvirt_domain" "device" { # VMG3001 fail, VMG3004 fail
  name = "device"

  disk {
    block_device = "/dev/sdb"
  }
}

resource "libvirt_domain" "file" { # VMG3001 unknown, VMG3004 fail
  name = "file"

  disk {
    file = "/srv/vms/found.qcow2"
  }
}

resource "libvirt_domain" "ignored" { # VMG3004 fail/pass, VMG0302 fail/silent
  name = "ignored"

  disk {
    volume_id = libvirt_volume.web[0].id
  }

  lifecycle {
    ignore_changes = [disk]
  }
}

resource "libvirt_domain" "later" { # VMG3001 unknown, VMG3002 unknown
  name = "later"

  disk {
    volume_id = libvirt_volume.later.id
  }
}

resource "libvirt_domain" "transformed" { # VMG3001 unknown, VMG3002 unknown
  name = "transformed"

  disk {
    volume_id = libvirt_volume.transformed.id
  }
}
