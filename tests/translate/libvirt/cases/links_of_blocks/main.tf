# Links as the generation up to 0.8 takes them.

terraform {
  required_providers {
    libvirt = {
      source  = "dmacvicar/libvirt"
      version = "0.8.3"
    }
  }
}

provider "libvirt" { # VMG0601 pass, VMG3301 pass
  uri = "qemu:///system"
}

# A host without a transport is TLS to this generation, and a no_verify that is 0 leaves the check on.
provider "libvirt" { # VMG0601 pass, VMG0602 pass, VMG0701 pass, VMG3301 pass
  alias = "zero"
  uri   = "qemu://kvm1.example.edu/system?no_verify=0"
}

provider "libvirt" { # VMG0601 fail, VMG0701 fail, VMG3301 fail
  alias = "one"
  uri   = "qemu+tls://kvm1.example.edu/system?no_verify=1"
}

# On SSH its mere presence turns the check off.
provider "libvirt" { # VMG0601 fail, VMG0701 pass, VMG3301 fail
  alias = "ssh_zero"
  uri   = "qemu+ssh://ops@kvm1.example.edu/system?no_verify=0"
}

provider "libvirt" { # VMG0601 fail, VMG0602 fail, VMG3301 fail
  alias = "tcp"
  uri   = "test+tcp://kvm1.example.edu/default"
}

resource "libvirt_volume" "encrypted" { # VMG0602 pass
  name   = "debian-13.qcow2"
  source = "https://images.example.edu/debian-13.qcow2"
}

resource "libvirt_volume" "plain" { # VMG0602 fail
  name   = "debian-13-plain.qcow2"
  source = "http://images.example.edu/debian-13.qcow2"
}

resource "libvirt_volume" "empty" { # VMG0602 pass
  name = "data.qcow2"
  size = 1073741824
}
