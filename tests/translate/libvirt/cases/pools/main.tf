# Pools of the third generation.

terraform {
  required_providers {
    libvirt = {
      source  = "dmacvicar/libvirt"
      version = "0.9.7"
    }
  }
}

resource "libvirt_pool" "local" { # VMG1101 silent, VMG1301 silent, VMG1401 silent, VMG1501 silent
  name   = "local"
  type   = "dir"
  target = { path = "/var/lib/libvirt/images" }
}

resource "libvirt_pool" "nfs" { # VMG1101 silent, VMG1201 fail, VMG1301 fail, VMG1401 pass
  name = "nfs"
  type = "netfs"
  source = {
    host   = [{ name = "10.31.0.5" }]
    dir    = { path = "/vol/general02" }
    format = { type = "nfs" }
  }
  target = { path = "/mnt/nfs" }
}

resource "libvirt_pool" "cifs" { # VMG1301 silent, VMG1401 silent
  name = "cifs"
  type = "netfs"
  source = {
    host   = [{ name = "10.31.0.5" }]
    dir    = { path = "/vol/general02" }
    format = { type = "cifs" }
  }
  target = { path = "/mnt/cifs" }
}

resource "libvirt_pool" "chap" { # VMG1101 pass, VMG1201 fail, VMG1501 silent
  name = "chap"
  type = "iscsi"
  source = {
    host   = [{ name = "10.31.1.5" }]
    device = [{ path = "iqn.1992-08.com.netapp:sn.1" }]
    auth   = { type = "chap", username = "kvm-01", secret = { usage = "iscsi-kvm-01" } }
  }
  target = { path = "/dev/disk/by-path" }
}

resource "libvirt_pool" "open" { # VMG1101 fail
  name = "open"
  type = "iscsi-direct"
  source = {
    host   = [{ name = "10.31.1.5" }]
    device = [{ path = "iqn.1992-08.com.netapp:sn.1" }]
  }
}

resource "libvirt_pool" "no_secret" { # VMG1101 fail
  name = "no-secret"
  type = "iscsi"
  source = {
    host = [{ name = "10.31.1.5" }]
    auth = { type = "chap", username = "kvm-01" }
  }
}

resource "libvirt_pool" "fibre" { # VMG1101 silent, VMG1501 fail
  name   = "fibre"
  type   = "scsi"
  source = { adapter = { type = "fc_host", wwnn = "20000000c9831b4b", wwpn = "10000000c9831b4b" } }
  target = { path = "/dev/disk/by-path" }
}
