# Links to hypervisors, and to where images come from.

terraform {
  required_providers {
    libvirt = {
      source  = "dmacvicar/libvirt"
      version = "0.9.7"
    }
  }
}

provider "libvirt" { # VMG0601 pass, VMG0602 pass, VMG0701 pass, VMG3301 pass, VMG0201 silent
  uri = "qemu:///system"
}

# Nothing written is the hypervisor of the same machine.
provider "libvirt" { # VMG0601 pass, VMG0602 pass, VMG3301 pass, VMG0201 silent
  alias = "unset"
}

provider "libvirt" { # VMG0601 pass, VMG0602 pass, VMG3301 pass, VMG0201 pass
  alias = "ssh"
  uri   = "qemu+ssh://ops@kvm1.example.edu/system?keyfile=/etc/vmgate/key&known_hosts_verify=normal"
}

provider "libvirt" { # VMG0601 pass, VMG0201 fail
  alias = "elsewhere"
  uri   = "qemu+ssh://ops@kvm9.example.com/system"
}

# A host without a transport is SSH to this generation.
provider "libvirt" { # VMG0601 fail, VMG0602 pass, VMG0701 pass, VMG3301 fail
  alias = "no_transport"
  uri   = "qemu://kvm1.example.edu/system?no_verify=1"
}

provider "libvirt" { # VMG0601 fail, VMG0602 pass, VMG0701 pass, VMG3301 fail
  alias = "unknown_host"
  uri   = "qemu+sshcmd://ops@kvm1.example.edu/system?known_hosts_verify=ignore"
}

provider "libvirt" { # VMG0601 pass, VMG0602 pass, VMG0701 pass, VMG3301 pass
  alias = "tls"
  uri   = "qemu+tls://kvm1.example.edu/system"
}

# The mere presence of no_verify turns the check off, whatever its value.
provider "libvirt" { # VMG0601 fail, VMG0602 pass, VMG0701 fail, VMG3301 fail
  alias = "tls_zero"
  uri   = "qemu+tls://kvm1.example.edu/system?no_verify=0"
}

provider "libvirt" { # VMG0601 fail, VMG0602 fail, VMG0701 pass, VMG3301 fail
  alias = "tcp"
  uri   = "qemu+tcp://kvm1.example.edu/system"
}

provider "libvirt" { # VMG0601 unknown, VMG0602 unknown, VMG0701 unknown, VMG3301 unknown, VMG0201 unknown
  alias = "later"
  uri   = "qemu+ssh://${terraform_data.later.id}/system"
}

resource "terraform_data" "later" {}

resource "libvirt_volume" "encrypted" { # VMG0602 pass
  name = "debian-13.qcow2"
  pool = "vms"
  create = {
    content = {
      url = "https://images.example.edu/debian-13.qcow2"
    }
  }
}

resource "libvirt_volume" "plain" { # VMG0602 fail
  name = "debian-13-plain.qcow2"
  pool = "vms"
  create = {
    content = {
      url = "http://images.example.edu/debian-13.qcow2"
    }
  }
}

resource "libvirt_volume" "later" { # VMG0602 unknown
  name = "debian-13-later.qcow2"
  pool = "vms"
  create = {
    content = {
      url = "${terraform_data.later.id}/debian-13.qcow2"
    }
  }
}

resource "libvirt_volume" "empty" { # VMG0602 pass
  name     = "data.qcow2"
  pool     = "vms"
  capacity = 1073741824
}
