# A machine of blocks is started unless it says otherwise.

terraform {
  required_providers {
    libvirt = {
      source  = "dmacvicar/libvirt"
      version = "0.8.3"
    }
  }
}

resource "libvirt_domain" "silent" { # VMG2301 fail
  name = "old-silent"
}

resource "libvirt_domain" "off" { # VMG2301 pass
  name    = "old-off"
  running = false
}

resource "libvirt_domain" "starts" { # VMG2301 fail
  name      = "old-starts"
  running   = false
  autostart = true
}
