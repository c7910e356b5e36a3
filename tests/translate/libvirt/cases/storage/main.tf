# Storage that hypervisors reach over a network.

terraform {
  required_providers {
    libvirt = {
      source  = "dmacvicar/libvirt"
      version = "0.9.7"
    }
  }
}

resource "terraform_data" "later" {}

resource "libvirt_pool" "directory" { # VMG1101 silent, VMG1201 silent, VMG1301 silent, VMG1401 silent, VMG1501 silent
  name   = "directory"
  type   = "dir"
  target = { path = "/srv/vms" }
}

resource "libvirt_pool" "nfs" { # VMG1101 silent, VMG1301 fail, VMG1401 fail, VMG1201 fail
  name   = "nfs"
  type   = "netfs"
  source = { host = [{ name = "10.31.0.5" }], dir = { path = "/vol/vms" }, format = { type = "nfs" } }
  target = { path = "/srv/nfs" }
}

resource "libvirt_pool" "shown" { # VMG1301 fail, VMG1401 pass
  name   = "shown"
  type   = "netfs"
  source = { host = [{ name = "10.31.0.6" }], dir = { path = "/vol/vms" }, format = { type = "nfs" } }
  target = { path = "/srv/shown" }
}

resource "libvirt_pool" "gluster" { # VMG1301 silent, VMG1401 silent
  name   = "gluster"
  type   = "netfs"
  source = { host = [{ name = "10.31.0.7" }], dir = { path = "/vms" }, format = { type = "glusterfs" } }
  target = { path = "/srv/gluster" }
}

resource "libvirt_pool" "without_chap" { # VMG1101 fail, VMG1501 silent, VMG1301 silent
  name   = "without-chap"
  type   = "iscsi"
  source = { host = [{ name = "10.31.0.5" }], device = [{ path = "iqn.2026-01.edu.example:vms" }] }
  target = { path = "/dev/disk/by-path" }
}

resource "libvirt_pool" "with_chap" { # VMG1101 pass
  name = "with-chap"
  type = "iscsi"
  source = {
    host   = [{ name = "10.31.0.5" }]
    device = [{ path = "iqn.2026-01.edu.example:vms" }]
    auth   = { type = "chap", username = "kvm1", secret = { usage = "iscsi-vms" } }
  }
  target = { path = "/dev/disk/by-path" }
}

resource "libvirt_pool" "chap_without_secret" { # VMG1101 fail
  name = "chap-without-secret"
  type = "iscsi-direct"
  source = {
    host   = [{ name = "10.31.0.5" }]
    device = [{ path = "iqn.2026-01.edu.example:vms" }]
    auth   = { type = "chap", username = "kvm1" }
  }
}

resource "libvirt_pool" "fibre_channel" { # VMG1501 fail, VMG1101 silent
  name   = "fibre-channel"
  type   = "scsi"
  source = { adapter = { type = "fc_host", parent = "scsi_host3", wwnn = "20000000c9831b4b", wwpn = "10000000c9831b4b" } }
  target = { path = "/dev/disk/by-path" }
}

resource "libvirt_pool" "later" { # VMG1101 unknown
  name = "later"
  type = "iscsi"
  source = {
    host   = [{ name = "10.31.0.5" }]
    device = [{ path = "iqn.2026-01.edu.example:vms" }]
    auth   = { type = "chap", username = "kvm1", secret = { usage = terraform_data.later.id } }
  }
  target = { path = "/dev/disk/by-path" }
}

resource "libvirt_domain" "local" { # VMG1101 silent
  name = "local"
  type = "kvm"
  devices = {
    disks = [{ source = { volume = { pool = "vms", volume = "web.qcow2" } }, target = { dev = "vda" } }]
  }
}

resource "libvirt_domain" "without_chap" { # VMG1101 fail
  name = "without-chap"
  type = "kvm"
  devices = {
    disks = [{
      source = { network = { protocol = "iscsi", name = "iqn.2026-01.edu.example:web/1", hosts = [{ name = "10.31.0.5" }] } }
      target = { dev = "vda" }
    }]
  }
}

resource "libvirt_domain" "one_of_two" { # VMG1101 fail
  name = "one-of-two"
  type = "kvm"
  devices = {
    disks = [{
      source = {
        network = {
          protocol = "iscsi"
          name     = "iqn.2026-01.edu.example:web/1"
          auth     = { username = "kvm1", secret = { type = "iscsi", usage = "iscsi-web" } }
        }
      }
      target = { dev = "vda" }
    }]
    hostdevs = [{ subsys_scsi = { source = { iscsi = { name = "iqn.2026-01.edu.example:web/2" } } } }]
  }
}

resource "libvirt_domain" "with_chap" { # VMG1101 pass
  name = "with-chap"
  type = "kvm"
  devices = {
    disks = [{
      auth   = { username = "kvm1", secret = { type = "iscsi", usage = "iscsi-web" } }
      source = { network = { protocol = "iscsi", name = "iqn.2026-01.edu.example:web/1" } }
      target = { dev = "vda" }
    }]
  }
}
