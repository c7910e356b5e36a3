# A machine is not started unless it says so, and one that starts with its host is not off.

terraform {
  required_providers {
    libvirt = {
      source  = "dmacvicar/libvirt"
      version = "0.9.7"
    }
  }
}

resource "terraform_data" "later" {}

resource "libvirt_domain" "silent" { # VMG2301 pass
  name = "old-silent"
  type = "kvm"
}

resource "libvirt_domain" "off" { # VMG2301 pass
  name      = "old-off"
  type      = "kvm"
  running   = false
  autostart = false
}

resource "libvirt_domain" "running" { # VMG2301 fail
  name    = "old-running"
  type    = "kvm"
  running = true
}

resource "libvirt_domain" "starts" { # VMG2301 fail
  name      = "old-starts"
  type      = "kvm"
  autostart = true
}

resource "libvirt_domain" "used" { # VMG2301 pass
  name    = "web"
  type    = "kvm"
  running = true
}

resource "libvirt_domain" "later" { # VMG2301 unknown
  name    = "old-later"
  type    = "kvm"
  running = terraform_data.later.id != ""
}
