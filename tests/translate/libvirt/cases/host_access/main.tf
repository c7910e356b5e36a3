# What guests have of their host.

terraform {
  required_providers {
    libvirt = {
      source  = "dmacvicar/libvirt"
      version = "0.9.7"
    }
  }
}

resource "terraform_data" "later" {}

resource "libvirt_pool" "vms" {
  name   = "vms"
  type   = "dir"
  target = { path = "/srv/vms" }
}

resource "libvirt_pool" "units" {
  name   = "units"
  type   = "iscsi"
  source = { host = [{ name = "store.example.edu" }], device = [{ path = "iqn.2026-01.edu.example:vms" }] }
  target = { path = "/dev/disk/by-path" }
}

resource "libvirt_domain" "switched_at_its_console" { # VMG2101 fail
  name = "switched-at-its-console"
  type = "kvm"
  devices = {
    graphics = [{ vnc = { power_control = "yes" } }]
  }
}

resource "libvirt_domain" "seen_at_its_console" { # VMG2101 pass
  name = "seen-at-its-console"
  type = "kvm"
  devices = {
    graphics = [{ vnc = { power_control = "no" } }]
  }
}

resource "libvirt_domain" "closed" { # VMG2101 pass, VMG2401 pass, VMG2501 pass, VMG2801 pass
  name = "closed"
  type = "kvm"
  cpu = {
    mode     = "custom"
    features = [{ name = "vmx", policy = "disable" }]
  }
  os = { type = "hvm", sm_bios = { mode = "emulate" } }
  devices = {
    disks = [{
      source = { volume = { pool = "vms", volume = "web-01.qcow2" } }
      target = { dev = "vda" }
    }]
    consoles = [{ target = { type = "virtio" } }]
    channels = [{ source = { unix = { mode = "bind" } }, target = { virt_io = { name = "org.qemu.guest_agent.0" } } }]
    rngs     = [{ model = "virtio", backend = { random = "/dev/urandom" } }]
    tpms     = [{ backend = { emulator = { version = "2.0" } } }]
  }
}

resource "libvirt_domain" "nothing_said" { # VMG2101 pass, VMG2401 pass, VMG2501 pass, VMG2801 pass
  name = "nothing-said"
  type = "kvm"
}

resource "libvirt_domain" "processor" { # VMG2101 fail
  name = "processor"
  type = "kvm"
  cpu  = { mode = "host-passthrough" }
}

resource "libvirt_domain" "nested" { # VMG2101 fail
  name = "nested"
  type = "kvm"
  cpu  = { mode = "custom", features = [{ name = "vmx", policy = "require" }] }
}

resource "libvirt_domain" "tables" { # VMG2101 fail
  name = "tables"
  type = "kvm"
  os   = { type = "hvm", sm_bios = { mode = "host" } }
}

resource "libvirt_domain" "kernel" { # VMG2101 fail
  name = "kernel"
  type = "kvm"
  os   = { type = "hvm", kernel = "/boot/vmlinuz" }
}

resource "libvirt_domain" "emulator" { # VMG2101 pass
  name    = "emulator"
  type    = "kvm"
  devices = { emulator = "/usr/bin/qemu-system-x86_64" }
}

resource "libvirt_domain" "another_emulator" { # VMG2101 fail
  name    = "another-emulator"
  type    = "kvm"
  devices = { emulator = "/home/ops/qemu" }
}

resource "libvirt_domain" "arguments" { # VMG2101 fail
  name             = "arguments"
  type             = "kvm"
  qemu_commandline = { args = [{ value = "-S" }] }
}

resource "libvirt_domain" "unconfined" { # VMG2101 fail
  name      = "unconfined"
  type      = "kvm"
  sec_label = [{ type = "none" }]
}

resource "libvirt_domain" "shared_directory" { # VMG2101 fail, VMG2801 pass
  name = "shared-directory"
  type = "kvm"
  devices = {
    filesystems = [{ source = { mount = { dir = "/home/shared" } }, target = { dir = "shared" }, driver = { type = "virtiofs" } }]
  }
}

resource "libvirt_domain" "shared_pool" { # VMG2101 fail, VMG2801 fail
  name = "shared-pool"
  type = "kvm"
  devices = {
    filesystems = [{ source = { mount = { dir = "/srv/vms/web" } }, target = { dir = "vms" } }]
  }
}

resource "libvirt_domain" "around_a_pool" { # VMG2101 fail, VMG2801 fail
  name = "around-a-pool"
  type = "kvm"
  devices = {
    filesystems = [{ source = { mount = { dir = "/" } }, target = { dir = "host" } }]
  }
}

resource "libvirt_domain" "memory" { # VMG2101 fail
  name    = "memory"
  type    = "kvm"
  devices = { shmems = [{ name = "shared" }] }
}

resource "libvirt_domain" "file" { # VMG2101 fail, VMG2501 pass
  name = "file"
  type = "kvm"
  devices = {
    disks = [{ source = { file = { file = "/srv/other/web.img" } }, target = { dev = "vda" } }]
  }
}

resource "libvirt_domain" "behind_a_line" { # VMG2101 fail, VMG2401 fail
  name    = "behind-a-line"
  type    = "kvm"
  devices = { serials = [{ source = { unix = { mode = "connect", path = "/run/docker.sock" } } }] }
}

resource "libvirt_domain" "ports" { # VMG2101 pass, VMG2401 fail
  name    = "ports"
  type    = "kvm"
  devices = { parallels = [{ target = { port = 0 } }], sounds = [{ model = "ich9" }] }
}

resource "libvirt_domain" "drive" { # VMG2101 pass, VMG2401 fail, VMG2801 fail
  name = "drive"
  type = "kvm"
  devices = {
    disks = [{
      device = "cdrom"
      source = { file = { file = "/srv/iso/debian-13.iso" } }
      target = { dev = "sda" }
    }]
  }
}

resource "libvirt_domain" "empty_floppy" { # VMG2401 fail, VMG2801 pass
  name    = "empty-floppy"
  type    = "kvm"
  devices = { disks = [{ device = "floppy", target = { dev = "fda" } }] }
}

# The drive with cloud-init data is needed at the first start, whichever way the data comes into it.
resource "libvirt_cloudinit_disk" "first_start" {
  name      = "first-start"
  meta_data = "{}"
  user_data = "#cloud-config"
}

resource "libvirt_volume" "first_start" {
  name   = "first-start.iso"
  pool   = "vms"
  create = { content = { url = libvirt_cloudinit_disk.first_start.path } }
}

resource "libvirt_domain" "first_start" { # VMG2401 pass, VMG2801 pass
  name = "first-start"
  type = "kvm"
  devices = {
    disks = [{ device = "cdrom", source = { volume = { pool = "vms", volume = libvirt_volume.first_start.name } }, target = { dev = "sda" } }]
  }
}

resource "libvirt_domain" "first_start_as_it_is" { # VMG2401 pass, VMG2801 pass
  name = "first-start-as-it-is"
  type = "kvm"
  devices = {
    disks = [{ device = "cdrom", source = { file = { file = libvirt_cloudinit_disk.first_start.path } }, target = { dev = "sda" } }]
  }
}

resource "libvirt_domain" "something_later" { # VMG2401 unknown, VMG2801 unknown
  name = "something-later"
  type = "kvm"
  devices = {
    disks = [{ device = "cdrom", source = { file = { file = terraform_data.later.id } }, target = { dev = "sda" } }]
  }
}

resource "libvirt_domain" "shared_disk" { # VMG2801 fail
  name = "shared-disk"
  type = "kvm"
  devices = {
    disks = [{
      shareable = true
      source    = { volume = { pool = "vms", volume = "shared.qcow2" } }
      target    = { dev = "vda" }
    }]
  }
}

resource "libvirt_domain" "unit" { # VMG2801 fail
  name = "unit"
  type = "kvm"
  devices = {
    disks = [{ source = { volume = { pool = libvirt_pool.units.name, volume = "unit:0:0:1" } }, target = { dev = "vda" } }]
  }
}

resource "libvirt_domain" "scsi" { # VMG2501 fail, VMG2801 fail, VMG2101 fail
  name = "scsi"
  type = "kvm"
  devices = {
    hostdevs = [{
      subsys_scsi = {
        sgio   = "unfiltered"
        source = { iscsi = { name = "iqn.2026-01.edu.example:vms/1" } }
      }
    }]
  }
}

resource "libvirt_domain" "approved" { # VMG2501 pass, VMG2101 pass
  name = "gpu-1"
  type = "kvm"
  devices = {
    hostdevs = [
      { subsys_pci = { source = { address = { domain = 0, bus = 59, slot = 0, function = 0 } } } },
      { subsys_usb = { source = { vendor = { id = "0x046D" }, product = { id = "0xc52b" } } } },
    ]
    disks = [{ source = { block = { dev = "/dev/sdb" } }, target = { dev = "vdb" } }]
    tpms  = [{ backend = { passthrough = { device = { path = "/dev/tpm0" } } } }]
  }
}

resource "libvirt_domain" "unapproved" { # VMG2501 fail
  name = "web-1"
  type = "kvm"
  devices = {
    hostdevs = [{ subsys_pci = { source = { address = { domain = 0, bus = 59, slot = 0, function = 0 } } } }]
  }
}

resource "libvirt_domain" "redirected" { # VMG2501 fail
  name    = "redirected"
  type    = "kvm"
  devices = { redir_devs = [{ bus = "usb", source = { spice_vmc = true } }] }
}

resource "libvirt_domain" "virtual_function" { # VMG2501 fail
  name    = "virtual-function"
  type    = "kvm"
  devices = { interfaces = [{ source = { hostdev = { pci = { address = { bus = 5 } } } } }] }
}

resource "libvirt_domain" "later" { # VMG2101 unknown, VMG2501 unknown, VMG2801 unknown
  name = "later"
  type = "kvm"
  cpu  = { mode = terraform_data.later.id }
  devices = {
    hostdevs = [{ subsys_m_dev = { source = { address = { uuid = terraform_data.later.id } } } }]
    disks    = [{ shareable = terraform_data.later.id != "", target = { dev = "vda" } }]
  }
}

resource "libvirt_domain" "later_as_a_whole" { # VMG2401 unknown, VMG2501 unknown
  name    = "later-as-a-whole"
  type    = "kvm"
  devices = { serials = [for number in range(length(terraform_data.later.id)) : { source = { pty = { path = "" } } }] }
}
