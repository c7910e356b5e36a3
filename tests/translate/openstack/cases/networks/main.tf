# Networks and ports, and what instances are attached to.

terraform {
  required_providers {
    openstack = {
      source  = "terraform-provider-openstack/openstack"
      version = "3.4.0"
    }
  }
}

resource "terraform_data" "later" {}

resource "openstack_networking_network_v2" "campus" { # VMG2601 pass, VMG0904 pass
  name = "campus"
  segments {
    network_type     = "vlan"
    physical_network = "physnet1"
    segmentation_id  = 110
  }
}

resource "openstack_networking_network_v2" "flat" { # VMG2601 fail
  name = "flat"
  segments {
    network_type     = "flat"
    physical_network = "physnet1"
  }
}

# A network of a project is an overlay.
resource "openstack_networking_network_v2" "overlay" { # VMG2601 silent, VMG0904 pass
  name = "overlay"
}

resource "openstack_networking_network_v2" "unfiltered" { # VMG0904 fail
  name                  = "unfiltered"
  port_security_enabled = false
}

resource "openstack_networking_network_v2" "iscsi" {
  name = "iscsi"
}

resource "openstack_networking_network_v2" "later" { # VMG2601 unknown, VMG0904 unknown
  name                  = "later"
  port_security_enabled = terraform_data.later.id != ""
  segments {
    network_type = terraform_data.later.id
  }
}

# Port security is on where nothing is said.
resource "openstack_networking_port_v2" "nothing_said" { # VMG0904 pass
  network_id = openstack_networking_network_v2.campus.id
}

resource "openstack_networking_port_v2" "off" { # VMG0904 fail
  network_id            = openstack_networking_network_v2.campus.id
  port_security_enabled = false
}

resource "openstack_networking_port_v2" "of_unfiltered" { # VMG0904 fail
  network_id = openstack_networking_network_v2.unfiltered.id
}

# A single address, as VRRP needs it.
resource "openstack_networking_port_v2" "vrrp" { # VMG0904 pass
  network_id = openstack_networking_network_v2.campus.id
  allowed_address_pairs {
    ip_address = "10.11.0.100"
  }
}

resource "openstack_networking_port_v2" "any_address" { # VMG0904 fail
  network_id = openstack_networking_network_v2.campus.id
  allowed_address_pairs {
    ip_address = "0.0.0.0/0"
  }
}

resource "openstack_networking_port_v2" "another_mac" { # VMG0904 fail
  network_id = openstack_networking_network_v2.campus.id
  allowed_address_pairs {
    ip_address  = "10.11.0.100"
    mac_address = "fa:16:3e:00:00:01"
  }
}

resource "openstack_networking_port_v2" "physical" { # VMG0904 fail
  network_id = openstack_networking_network_v2.campus.id
  binding {
    vnic_type = "direct-physical"
  }
}

resource "openstack_networking_port_v2" "on_iscsi" {
  network_id = openstack_networking_network_v2.iscsi.id
}

resource "openstack_networking_port_v2" "later" { # VMG0904 unknown
  network_id            = openstack_networking_network_v2.campus.id
  port_security_enabled = terraform_data.later.id != ""
}

data "openstack_networking_network_v2" "iscsi" {
  name = "iscsi"
}

resource "openstack_compute_instance_v2" "on_campus" { # VMG1901 pass, VMG1902 pass
  name       = "on-campus"
  image_name = "debian-13"
  network {
    uuid = openstack_networking_network_v2.campus.id
  }
}

resource "openstack_compute_instance_v2" "by_name" { # VMG1901 fail
  name       = "by-name"
  image_name = "debian-13"
  network {
    name = "iscsi"
  }
}

resource "openstack_compute_instance_v2" "by_port" { # VMG1901 fail
  name       = "by-port"
  image_name = "debian-13"
  network {
    port = openstack_networking_port_v2.on_iscsi.id
  }
}

resource "openstack_compute_instance_v2" "looked_up" { # VMG1901 fail
  name       = "looked-up"
  image_name = "debian-13"
  network {
    uuid = data.openstack_networking_network_v2.iscsi.id
  }
}

resource "openstack_compute_instance_v2" "elsewhere" { # VMG1902 unknown
  name       = "elsewhere"
  image_name = "debian-13"
  network {
    uuid = "77164983-b5ff-2048-40f8-5e070005b6b1"
  }
}

resource "openstack_compute_instance_v2" "attached_later" { # VMG1901 unknown, VMG1902 unknown
  name       = "attached-later"
  image_name = "debian-13"
  network {
    uuid = terraform_data.later.id
  }
}

# It gets what its project has.
resource "openstack_compute_instance_v2" "nothing_said" { # VMG1902 unknown
  name       = "nothing-said"
  image_name = "debian-13"
}

resource "openstack_sharedfilesystem_share_access_v2" "hypervisor" { # VMG1301 pass
  share_id     = "3b6b1b16-4983-b5ff-2048-40f85e070005"
  access_type  = "ip"
  access_to    = "10.31.0.11"
  access_level = "rw"
}

resource "openstack_sharedfilesystem_share_access_v2" "everyone" { # VMG1301 fail
  share_id     = "3b6b1b16-4983-b5ff-2048-40f85e070005"
  access_type  = "ip"
  access_to    = "0.0.0.0/0"
  access_level = "rw"
}

resource "openstack_sharedfilesystem_share_access_v2" "user" { # VMG1301 silent
  share_id     = "3b6b1b16-4983-b5ff-2048-40f85e070005"
  access_type  = "user"
  access_to    = "ada"
  access_level = "rw"
}

resource "openstack_sharedfilesystem_share_access_v2" "later" { # VMG1301 unknown
  share_id     = "3b6b1b16-4983-b5ff-2048-40f85e070005"
  access_type  = "ip"
  access_to    = terraform_data.later.id
  access_level = "rw"
}

resource "openstack_networking_port_v2" "kind_later" { # VMG0904 unknown
  network_id = openstack_networking_network_v2.campus.id
  binding {
    vnic_type = terraform_data.later.id
  }
}

resource "openstack_compute_instance_v2" "on_card" { # VMG2501 fail
  name       = "on-card"
  image_name = "debian-13"
  network {
    port = openstack_networking_port_v2.physical.id
  }
}

resource "openstack_compute_instance_v2" "maybe_on_card" { # VMG2501 unknown
  name       = "maybe-on-card"
  image_name = "debian-13"
  network {
    port = openstack_networking_port_v2.kind_later.id
  }
}
