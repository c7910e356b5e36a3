# Whether instances are off, and what devices their flavors give them.

terraform {
  required_providers {
    openstack = {
      source  = "terraform-provider-openstack/openstack"
      version = "3.4.0"
    }
  }
}

resource "terraform_data" "later" {}

resource "openstack_compute_flavor_v2" "plain" {
  name  = "m1.plain"
  ram   = 2048
  vcpus = 2
  disk  = 20
}

resource "openstack_compute_flavor_v2" "gpu" {
  name  = "g1.gpu"
  ram   = 2048
  vcpus = 2
  disk  = 20
  extra_specs = {
    "pci_passthrough:alias" = "a100:1"
  }
}

# An instance is active unless it is told otherwise.
resource "openstack_compute_instance_v2" "nothing_said" { # VMG2301 fail, VMG2501 silent, VMG3201 silent
  name         = "old-nothing-said"
  network_mode = "none"
  image_name   = "debian-13"
  flavor_name  = "elsewhere"
}

resource "openstack_compute_instance_v2" "off" { # VMG2301 pass
  name         = "old-off"
  network_mode = "none"
  image_name   = "debian-13"
  power_state  = "shutoff"
}

resource "openstack_compute_instance_v2" "shelved" { # VMG2301 pass
  name         = "old-shelved"
  network_mode = "none"
  image_name   = "debian-13"
  power_state  = "shelved_offloaded"
}

resource "openstack_compute_instance_v2" "paused" { # VMG2301 fail
  name         = "old-paused"
  network_mode = "none"
  image_name   = "debian-13"
  power_state  = "paused"
}

resource "openstack_compute_instance_v2" "tagged" { # VMG2301 fail
  name         = "tagged"
  network_mode = "none"
  image_name   = "debian-13"
  tags         = ["retired"]
}

resource "openstack_compute_instance_v2" "plain" { # VMG2501 pass, VMG2301 pass
  name         = "plain"
  network_mode = "none"
  image_name   = "debian-13"
  flavor_id    = openstack_compute_flavor_v2.plain.id
}

resource "openstack_compute_instance_v2" "gpu" { # VMG2501 fail
  name         = "gpu"
  network_mode = "none"
  image_name   = "debian-13"
  flavor_id    = openstack_compute_flavor_v2.gpu.id
}

resource "openstack_compute_instance_v2" "approved" { # VMG2501 pass
  name         = "render-1"
  network_mode = "none"
  image_name   = "debian-13"
  flavor_name  = "g1.gpu"
}

resource "openstack_compute_instance_v2" "later" { # VMG2301 unknown
  name         = "old-later"
  network_mode = "none"
  image_name   = "debian-13"
  power_state  = terraform_data.later.id
}
