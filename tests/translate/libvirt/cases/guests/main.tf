# What domains have of their host, and what they are attached to; pools.

terraform {
  required_providers {
    libvirt = {
      source  = "dmacvicar/libvirt"
      version = "0.9.7"
    }
  }
}

resource "libvirt_domain" "good" { # VMG0904 pass, VMG2601 pass, VMG1901 pass, VMG1902 pass, VMG2401 pass, VMG2501 pass, VMG2801 pass
  name   = "a"
  type   = "kvm"
  memory = 1
  devices = {
    interfaces = [{
      source     = { network = { network = "web" } }
      vlan       = { tags = [{ id = 20 }] }
      filter_ref = { filter = "clean-traffic" }
    }]
  }
}

resource "libvirt_domain" "nofilter" { # VMG0904 fail, VMG2601 unknown, VMG1901 fail
  name   = "b"
  type   = "kvm"
  memory = 1
  devices = {
    interfaces = [{
      source = { network = { network = "storage" } }
    }]
  }
}

resource "libvirt_domain" "wrongfilter" { # VMG0904 fail
  name   = "b"
  type   = "kvm"
  memory = 1
  devices = {
    interfaces = [{
      source     = { network = { network = "web" } }
      filter_ref = { filter = "allow-dhcp" }
    }]
  }
}

resource "libvirt_domain" "ownfilter" { # VMG0904 unknown
  name   = "b"
  type   = "kvm"
  memory = 1
  devices = {
    interfaces = [{
      source     = { network = { network = "web" } }
      filter_ref = { filter = "campus-clean" }
    }]
  }
}

resource "libvirt_domain" "nomacspoof" { # VMG0904 pass
  name   = "b"
  type   = "kvm"
  memory = 1
  devices = {
    interfaces = [{
      source     = { network = { network = "web" } }
      filter_ref = { filter = "no-mac-spoofing" }
    }]
  }
}

resource "libvirt_domain" "noipspoof" { # VMG0904 fail
  name   = "b"
  type   = "kvm"
  memory = 1
  devices = {
    interfaces = [{
      source     = { network = { network = "web" } }
      filter_ref = { filter = "no-ip-spoofing" }
    }]
  }
}

resource "libvirt_domain" "second_bad" { # VMG0904 fail, VMG1901 fail
  name   = "b"
  type   = "kvm"
  memory = 1
  devices = {
    interfaces = [
      {
        source     = { network = { network = "web" } }
        filter_ref = { filter = "clean-traffic" }
      },
      {
        source = { bridge = { bridge = "br-mgmt" } }
      },
    ]
  }
}

resource "libvirt_domain" "direct" { # VMG0904 fail
  name   = "b"
  type   = "kvm"
  memory = 1
  devices = {
    interfaces = [{
      source     = { direct = { dev = "eno1", mode = "passthrough" } }
      filter_ref = { filter = "clean-traffic" }
    }]
  }
}

resource "libvirt_domain" "trust" { # VMG0904 fail
  name   = "b"
  type   = "kvm"
  memory = 1
  devices = {
    interfaces = [{
      source                 = { network = { network = "web" } }
      trust_guest_rx_filters = "yes"
      filter_ref             = { filter = "clean-traffic" }
    }]
  }
}

resource "libvirt_domain" "trunk" { # VMG2602 fail, VMG1901 fail
  name   = "b"
  type   = "kvm"
  memory = 1
  devices = {
    interfaces = [{
      source     = { bridge = { bridge = "br0" } }
      vlan       = { trunk = "yes", tags = [{ id = 310 }, { id = 20 }] }
      filter_ref = { filter = "clean-traffic" }
    }]
  }
}

resource "libvirt_domain" "pg" { # VMG2601 pass, VMG2602 pass, VMG1901 fail
  name   = "b"
  type   = "kvm"
  memory = 1
  devices = {
    interfaces = [{
      source     = { network = { network = libvirt_network.ovs.name, port_group = "nfs" } }
      filter_ref = { filter = "clean-traffic" }
    }]
  }
}

resource "libvirt_domain" "pg_default" { # VMG2601 pass
  name   = "b"
  type   = "kvm"
  memory = 1
  devices = {
    interfaces = [{
      source     = { network = { network = "ovs" } }
      filter_ref = { filter = "clean-traffic" }
    }]
  }
}

resource "libvirt_network" "ovs" {
  name    = "ovs"
  forward = { mode = "bridge" }
  bridge  = { name = "ovsbr0" }
  virtual_port = {
    params = { open_v_switch = {} }
  }
  port_groups = [
    { name = "nfs", vlan = { tags = [{ id = 310 }] } },
    { name = "web", default = "yes", vlan = { tags = [{ id = 110 }] } },
  ]
}

resource "libvirt_domain" "devs" { # VMG2501 fail
  name   = "b"
  type   = "kvm"
  memory = 1
  devices = {
    hostdevs = [{
      subsys_pci = { source = { address = { bus = 1, slot = 0, function = 0 } } }
    }]
  }
}

resource "libvirt_domain" "usb" { # VMG2501 fail
  name   = "b"
  type   = "kvm"
  memory = 1
  devices = {
    hostdevs = [{
      subsys_usb = { source = { vendor = { id = "0x1234" }, product = { id = "0xbeef" } } }
    }]
  }
}

resource "libvirt_domain" "mdev" { # VMG2501 fail
  name   = "b"
  type   = "kvm"
  memory = 1
  devices = {
    hostdevs = [{
      subsys_m_dev = { model = "vfio-pci", source = { address = { uuid = "c2177883-f1bb-47f0-914d-32a22e3a8804" } } }
    }]
  }
}

resource "libvirt_domain" "serial" { # VMG2401 fail
  name   = "b"
  type   = "kvm"
  memory = 1
  devices = {
    serials = [{ target = { port = 0 } }]
  }
}

resource "libvirt_domain" "redir" { # VMG2501 fail
  name   = "b"
  type   = "kvm"
  memory = 1
  devices = {
    redir_devs = [{ bus = "usb", source = { spice_vmc = true } }]
  }
}

resource "libvirt_domain" "fs9p" { # VMG2801 fail
  name   = "b"
  type   = "kvm"
  memory = 1
  devices = {
    filesystems = [{
      source = { mount = { dir = "/var/lib/libvirt/images" } }
      target = { dir = "x" }
    }]
  }
}

resource "libvirt_domain" "shareable" { # VMG2801 fail
  name   = "b"
  type   = "kvm"
  memory = 1
  devices = {
    disks = [{
      shareable = true
      source    = { volume = { pool = "default", volume = "x" } }
      target    = { dev = "vda", bus = "virtio" }
    }]
  }
}

resource "libvirt_domain" "block" { # VMG2501 fail
  name   = "b"
  type   = "kvm"
  memory = 1
  devices = {
    disks = [{
      source = { block = { dev = "/dev/sdb" } }
      target = { dev = "vda", bus = "virtio" }
    }]
  }
}

resource "libvirt_domain" "hostcd" { # VMG2501 fail, VMG2401 fail, VMG2801 pass
  name   = "b"
  type   = "kvm"
  memory = 1
  devices = {
    disks = [{
      device = "cdrom"
      source = { block = { dev = "/dev/sr0" } }
      target = { dev = "sda", bus = "sata" }
    }]
  }
}

resource "libvirt_domain" "iscsi_disk" { # VMG1101 fail, VMG1201 fail
  name   = "b"
  type   = "kvm"
  memory = 1
  devices = {
    disks = [{
      source = { network = { protocol = "iscsi", name = "iqn.x/1", hosts = [{ name = "10.31.0.5" }] } }
      target = { dev = "vda", bus = "virtio" }
    }]
  }
}

resource "libvirt_domain" "iscsi_chap" { # VMG1101 pass
  name   = "b"
  type   = "kvm"
  memory = 1
  devices = {
    disks = [{
      source = {
        network = {
          protocol = "iscsi", name = "iqn.x/1", hosts = [{ name = "10.31.0.5" }]
          auth     = { username = "u", secret = { type = "iscsi", usage = "x" } }
        }
      }
      target = { dev = "vda", bus = "virtio" }
    }]
  }
}

resource "libvirt_domain" "iscsi_hostdev" { # VMG1101 fail, VMG2501 fail
  name   = "b"
  type   = "kvm"
  memory = 1
  devices = {
    hostdevs = [{
      subsys_scsi = { source = { iscsi = { name = "iqn.x/1", host = [{ name = "10.31.0.5" }] } } }
    }]
  }
}

resource "libvirt_domain" "qemu" { # VMG2501 fail
  name   = "b"
  type   = "kvm"
  memory = 1
  qemu_commandline = {
    args = [{ value = "-device" }, { value = "vfio-pci,host=01:00.0" }]
  }
}

resource "libvirt_pool" "netfs" { # VMG1401 fail, VMG1301 fail, VMG1201 fail
  name = "n"
  type = "netfs"
  source = {
    host   = [{ name = "10.31.0.5" }]
    dir    = { path = "/vol" }
    format = { type = "nfs" }
  }
  target = { path = "/mnt/n" }
}

resource "libvirt_pool" "netfs_auto" { # VMG1401 fail
  name = "n"
  type = "netfs"
  source = {
    host = [{ name = "10.31.0.5" }]
    dir  = { path = "/vol" }
  }
  target = { path = "/mnt/n" }
}

resource "libvirt_pool" "cifs" { # VMG1401 silent
  name = "n"
  type = "netfs"
  source = {
    host   = [{ name = "10.31.0.5" }]
    dir    = { path = "/vol" }
    format = { type = "cifs" }
  }
  target = { path = "/mnt/n" }
}

resource "libvirt_pool" "iscsi" { # VMG1101 fail, VMG1201 fail, VMG1501 silent
  name = "i"
  type = "iscsi"
  source = {
    host   = [{ name = "10.31.0.5" }]
    device = [{ path = "iqn.x" }]
  }
}

resource "libvirt_pool" "iscsi_direct_chap" { # VMG1101 pass
  name = "i"
  type = "iscsi-direct"
  source = {
    host   = [{ name = "10.31.0.5" }]
    device = [{ path = "iqn.x" }]
    auth   = { type = "chap", username = "u", secret = { usage = "x" } }
  }
}

resource "libvirt_pool" "iscsi_ceph_auth" { # VMG1101 fail
  name = "i"
  type = "iscsi"
  source = {
    host   = [{ name = "10.31.0.5" }]
    device = [{ path = "iqn.x" }]
    auth   = { type = "ceph", username = "u", secret = { usage = "x" } }
  }
}

resource "libvirt_pool" "fc" { # VMG1501 fail, VMG1101 silent
  name = "f"
  type = "scsi"
  source = {
    adapter = { type = "fc_host", wwnn = "20000000c9831b4b", wwpn = "10000000c9831b4b" }
  }
}

resource "libvirt_pool" "dir" { # VMG1501 silent, VMG1101 silent, VMG1401 silent
  name   = "d"
  type   = "dir"
  target = { path = "/var/lib/libvirt/images" }
}
