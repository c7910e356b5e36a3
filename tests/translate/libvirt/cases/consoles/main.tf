# Consoles: clipboard, files, and whom they are offered to.

terraform {
  required_providers {
    libvirt = {
      source  = "dmacvicar/libvirt"
      version = "0.9.7"
    }
  }
}

resource "terraform_data" "later" {}

resource "libvirt_domain" "closed" { # VMG3201 pass, VMG3202 pass, VMG0602 pass
  name = "closed"
  type = "kvm"
  devices = {
    graphics = [{
      spice = {
        listen        = "127.0.0.1"
        clip_board    = { copy_paste = "no" }
        file_transfer = { enable = "no" }
      }
    }]
    channels = [{
      source = { spice_vmc = true }
      target = { virt_io = { name = "com.redhat.spice.0" } }
    }]
  }
}

# What is left out is on.
resource "libvirt_domain" "open" { # VMG3201 fail, VMG3202 fail, VMG0602 fail
  name = "open"
  type = "kvm"
  devices = {
    graphics = [{
      spice = {
        listen = "0.0.0.0"
      }
    }]
  }
}

resource "libvirt_domain" "said_so" { # VMG3201 fail, VMG3202 fail, VMG0602 pass
  name = "said-so"
  type = "kvm"
  devices = {
    graphics = [{
      spice = {
        clip_board    = { copy_paste = "yes" }
        file_transfer = { enable = "yes" }
      }
    }]
  }
}

resource "libvirt_domain" "vnc" { # VMG3201 pass, VMG3202 pass, VMG0602 pass
  name = "vnc"
  type = "kvm"
  devices = {
    graphics = [{ vnc = { socket = "/run/vnc-1" } }]
  }
}

resource "libvirt_domain" "vnc_for_all" { # VMG3201 pass, VMG0602 fail
  name = "vnc-for-all"
  type = "kvm"
  devices = {
    graphics = [{
      vnc = {
        listeners = [{ address = { address = "10.31.0.4" } }]
      }
    }]
  }
}

resource "libvirt_domain" "vnc_agent" { # VMG3201 fail
  name = "vnc-agent"
  type = "kvm"
  devices = {
    graphics = [{ vnc = {} }]
    channels = [{
      source = { qemu_vd_agent = { clip_board = { copy_paste = "yes" } } }
    }]
  }
}

resource "libvirt_domain" "vnc_agent_off" { # VMG3201 pass
  name = "vnc-agent-off"
  type = "kvm"
  devices = {
    graphics = [{ vnc = {} }]
    channels = [{
      source = { qemu_vd_agent = { clip_board = { copy_paste = "no" } } }
    }]
  }
}

resource "libvirt_domain" "secure" { # VMG0602 pass
  name = "secure"
  type = "kvm"
  devices = {
    graphics = [{
      spice = {
        listen       = "10.31.0.4"
        tls_port     = 5901
        default_mode = "secure"
      }
    }]
  }
}

resource "libvirt_domain" "one_channel_plain" { # VMG0602 fail
  name = "one-channel-plain"
  type = "kvm"
  devices = {
    graphics = [{
      spice = {
        listen       = "10.31.0.4"
        default_mode = "secure"
        channel      = [{ name = "inputs", mode = "any" }]
      }
    }]
  }
}

resource "libvirt_domain" "one_channel_secure" { # VMG0602 fail
  name = "one-channel-secure"
  type = "kvm"
  devices = {
    graphics = [{
      spice = {
        listen  = "10.31.0.4"
        channel = [{ name = "main", mode = "secure" }]
      }
    }]
  }
}

resource "libvirt_domain" "serial_over_tcp" { # VMG0602 fail
  name = "serial-over-tcp"
  type = "kvm"
  devices = {
    serials = [{ source = { tcp = { host = "0.0.0.0", service = "4555" } } }]
  }
}

resource "libvirt_domain" "serial_over_tls" { # VMG0602 pass
  name = "serial-over-tls"
  type = "kvm"
  devices = {
    serials = [{ source = { tcp = { host = "0.0.0.0", service = "4555", tls = "yes" } } }]
  }
}

resource "libvirt_domain" "rdp" { # VMG3201 unknown
  name = "rdp"
  type = "kvm"
  devices = {
    graphics = [{ rdp = {} }]
  }
}

resource "libvirt_domain" "later" { # VMG3201 unknown, VMG3202 unknown, VMG0602 unknown
  name = "later"
  type = "kvm"
  devices = {
    graphics = [{
      spice = {
        listen        = terraform_data.later.id
        clip_board    = { copy_paste = terraform_data.later.id }
        file_transfer = { enable = terraform_data.later.id }
      }
    }]
  }
}

resource "libvirt_domain" "without" { # VMG3201 pass, VMG3202 pass, VMG0602 pass
  name = "without"
  type = "kvm"
}

resource "libvirt_domain" "plain_disk" { # VMG0602 fail, VMG0601 silent
  name = "plain-disk"
  type = "kvm"
  devices = {
    disks = [{
      source = { network = { protocol = "nbd", hosts = [{ name = "store.example.edu" }] } }
      target = { dev = "vda" }
    }]
  }
}

resource "libvirt_domain" "unverified_disk" { # VMG0602 pass, VMG0601 fail
  name = "unverified-disk"
  type = "kvm"
  devices = {
    disks = [{
      source = {
        network = { protocol = "https", hosts = [{ name = "store.example.edu" }] }
        ssl     = { verify = "no" }
      }
      target = { dev = "vda" }
    }]
  }
}

resource "libvirt_domain" "verified_disk" { # VMG0602 pass, VMG0601 pass
  name = "verified-disk"
  type = "kvm"
  devices = {
    disks = [{
      source = {
        network = { protocol = "https", hosts = [{ name = "store.example.edu" }] }
        ssl     = { verify = "yes" }
      }
      target = { dev = "vda" }
    }]
  }
}
