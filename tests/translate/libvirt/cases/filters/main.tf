# The filters that hold interfaces to their MAC addresses.

terraform {
  required_providers {
    libvirt = {
      source  = "dmacvicar/libvirt"
      version = "0.9.7"
    }
  }
}

resource "terraform_data" "later" {}

resource "libvirt_network" "campus" { # VMG0901 pass
  name    = "campus"
  forward = { mode = "bridge" }
  bridge  = { name = "br1" }
}

resource "libvirt_network" "direct" { # VMG0901 fail
  name                   = "direct"
  forward                = { mode = "passthrough", interfaces = [{ dev = "eth2" }] }
  trust_guest_rx_filters = "yes"
}

resource "libvirt_domain" "filtered" { # VMG0904 pass
  name = "filtered"
  type = "kvm"
  devices = {
    interfaces = [{
      source     = { network = { network = libvirt_network.campus.name } }
      filter_ref = { filter = "clean-traffic" }
    }]
  }
}

resource "libvirt_domain" "open" { # VMG0904 fail
  name = "open"
  type = "kvm"
  devices = {
    interfaces = [{
      source = { network = { network = libvirt_network.campus.name } }
    }]
  }
}

resource "libvirt_domain" "one_of_two" { # VMG0904 fail
  name = "one-of-two"
  type = "kvm"
  devices = {
    interfaces = [
      {
        source     = { bridge = { bridge = "br1" } }
        filter_ref = { filter = "no-mac-spoofing" }
      },
      {
        source     = { bridge = { bridge = "br2" } }
        filter_ref = { filter = "allow-arp" }
      },
    ]
  }
}

resource "libvirt_domain" "of_the_site" { # VMG0904 unknown
  name = "of-the-site"
  type = "kvm"
  devices = {
    interfaces = [{
      source     = { bridge = { bridge = "br1" } }
      filter_ref = { filter = "campus-guests" }
    }]
  }
}

# A filter has no effect on what goes past the bridges of the host.
resource "libvirt_domain" "past_the_bridge" { # VMG0904 fail
  name = "past-the-bridge"
  type = "kvm"
  devices = {
    interfaces = [{
      source     = { direct = { dev = "eth1", mode = "bridge" } }
      filter_ref = { filter = "clean-traffic" }
    }]
  }
}

resource "libvirt_domain" "past_the_bridge_by_name" { # VMG0904 fail
  name = "past-the-bridge-by-name"
  type = "kvm"
  devices = {
    interfaces = [{
      source     = { network = { network = libvirt_network.direct.name } }
      filter_ref = { filter = "clean-traffic" }
    }]
  }
}

resource "libvirt_domain" "user_mode" { # VMG0904 fail
  name = "user-mode"
  type = "kvm"
  devices = {
    interfaces = [{
      source     = { user = {} }
      filter_ref = { filter = "clean-traffic" }
    }]
  }
}

resource "libvirt_domain" "trusted" { # VMG0904 fail
  name = "trusted"
  type = "kvm"
  devices = {
    interfaces = [{
      source                 = { bridge = { bridge = "br1" } }
      filter_ref             = { filter = "clean-traffic" }
      trust_guest_rx_filters = "yes"
    }]
  }
}

resource "libvirt_domain" "later" { # VMG0904 unknown
  name = "later"
  type = "kvm"
  devices = {
    interfaces = [{
      source     = { bridge = { bridge = "br1" } }
      filter_ref = { filter = terraform_data.later.id }
    }]
  }
}

resource "libvirt_domain" "without_interface" { # VMG0904 pass
  name = "without-interface"
  type = "kvm"
}
