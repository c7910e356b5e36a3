# Which networks guests are on, and in which VLANs.

terraform {
  required_providers {
    libvirt = {
      source  = "dmacvicar/libvirt"
      version = "0.9.7"
    }
  }
}

provider "libvirt" {
  uri = "qemu+ssh://ops@kvm1.example.edu/system"
}

resource "terraform_data" "later" {}

resource "libvirt_network" "tagged" {
  name    = "vlan-110"
  forward = { mode = "bridge" }
  bridge  = { name = "ovs1" }
  vlan    = { tags = [{ id = 110 }] }
}

resource "libvirt_network" "grouped" { # VMG0901 fail
  name    = "grouped"
  forward = { mode = "bridge" }
  bridge  = { name = "ovs1" }
  port_groups = [
    { name = "web", vlan = { tags = [{ id = 120 }] } },
    { name = "trunk", vlan = { trunk = "yes", tags = [{ id = 120 }, { id = 130 }] } },
    { name = "plain", trust_guest_rx_filters = "yes" },
  ]
}

resource "libvirt_network" "nat" { # VMG0901 pass
  name    = "lab"
  forward = { mode = "nat" }
}

resource "libvirt_network" "storage" {
  name    = "nfs"
  forward = { mode = "bridge" }
  bridge  = { name = "br310" }
}

resource "libvirt_domain" "by_network" { # VMG2601 pass, VMG2602 pass, VMG1901 pass, VMG1902 pass
  name = "by-network"
  type = "kvm"
  devices = {
    interfaces = [{ source = { network = { network = libvirt_network.tagged.name } } }]
  }
}

resource "libvirt_domain" "by_group" { # VMG2601 pass, VMG2602 pass, VMG1902 pass
  name = "by-group"
  type = "kvm"
  devices = {
    interfaces = [{ source = { network = { network = "grouped", port_group = "web" } } }]
  }
}

resource "libvirt_domain" "by_trunk" { # VMG2601 pass, VMG2602 fail
  name = "by-trunk"
  type = "kvm"
  devices = {
    interfaces = [{ source = { network = { network = "grouped", port_group = "trunk" } } }]
  }
}

resource "libvirt_domain" "by_itself" { # VMG2601 pass, VMG1901 pass, VMG1902 pass
  name = "by-itself"
  type = "kvm"
  devices = {
    interfaces = [{
      source = { bridge = { bridge = "ovs1" } }
      vlan   = { tags = [{ id = 140 }] }
    }]
  }
}

resource "libvirt_domain" "by_interface" { # VMG2601 pass
  name = "by-interface"
  type = "kvm"
  devices = {
    interfaces = [{ source = { direct = { dev = "bond0.150", mode = "bridge" } } }]
  }
}

resource "libvirt_domain" "untagged" { # VMG2601 fail, VMG1902 pass
  name = "untagged"
  type = "kvm"
  devices = {
    interfaces = [{ source = { network = { network = libvirt_network.nat.name } } }]
  }
}

resource "libvirt_domain" "unheard_of" { # VMG2601 unknown, VMG1901 unknown, VMG1902 unknown
  name = "unheard-of"
  type = "kvm"
  devices = {
    interfaces = [{ source = { network = { network = "default" } } }]
  }
}

resource "libvirt_domain" "on_storage" { # VMG1901 fail, VMG1902 pass
  name = "on-storage"
  type = "kvm"
  devices = {
    interfaces = [{ source = { network = { network = libvirt_network.storage.name } } }]
  }
}

resource "libvirt_domain" "on_storage_by_bridge" { # VMG1901 fail
  name = "on-storage-by-bridge"
  type = "kvm"
  devices = {
    interfaces = [{ source = { bridge = { bridge = "br310" } } }]
  }
}

resource "libvirt_domain" "later" { # VMG2601 unknown, VMG1901 unknown, VMG1902 unknown
  name = "later"
  type = "kvm"
  devices = {
    interfaces = [{ source = { network = { network = terraform_data.later.id } } }]
  }
}
