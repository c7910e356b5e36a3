# The same of the provider up to 0.8.

terraform {
  required_providers {
    libvirt = {
      source  = "dmacvicar/libvirt"
      version = "0.8.3"
    }
  }
}

resource "libvirt_domain" "plain" { # VMG0904 fail, VMG1901 pass, VMG2501 pass, VMG2801 pass
  name = "a"
  network_interface {
    network_name = "web"
  }
}

resource "libvirt_domain" "xslt" { # VMG0904 unknown
  name = "a"
  network_interface {
    network_name = "web"
  }
  xml {
    xslt = "<filterref filter='clean-traffic'/>"
  }
}

resource "libvirt_domain" "mgmt" { # VMG1901 fail
  name = "a"
  network_interface {
    bridge = "br-mgmt"
  }
}

resource "libvirt_domain" "by_id" { # VMG1901 fail
  name = "a"
  network_interface {
    network_id = libvirt_network.storage.id
  }
}

resource "libvirt_network" "storage" {
  name   = "storage"
  mode   = "bridge"
  bridge = "br9"
}

resource "libvirt_domain" "block" { # VMG2501 fail, VMG2801 fail
  name = "a"
  disk {
    block_device = "/dev/sdb"
  }
}

resource "libvirt_domain" "fs" { # VMG2801 fail
  name = "a"
  filesystem {
    source = "/var/lib/libvirt/images"
    target = "x"
  }
}

resource "libvirt_domain" "iso" { # VMG2401 fail
  name = "a"
  disk {
    file = "/var/lib/libvirt/images/x.iso"
  }
}

resource "libvirt_domain" "console" { # VMG2401 fail
  name = "a"
  console {
    type        = "pty"
    target_port = "0"
  }
}

resource "libvirt_domain" "macvtap" { # VMG0904 fail, VMG1902 unknown
  name = "a"
  network_interface {
    macvtap = "eno1"
  }
}

resource "libvirt_domain" "passthrough" { # VMG0904 fail
  name = "a"
  network_interface {
    passthrough = "eno1"
  }
}

resource "libvirt_domain" "none" { # VMG0904 pass
  name = "a"
}
