# What instances are attached to, by themselves and by resources of their own; ports that filter, and that do not.

terraform {
  required_providers {
    openstack = {
      source  = "terraform-provider-openstack/openstack"
      version = "3.4.0"
    }
  }
}

resource "openstack_networking_network_v2" "plain" { # VMG2601 silent, VMG0904 pass
  name = "web"
}

resource "openstack_networking_network_v2" "off" { # VMG0904 fail
  name                  = "off"
  port_security_enabled = false
}

resource "openstack_networking_network_v2" "flat" { # VMG2601 fail
  name = "flat"
  segments {
    network_type     = "flat"
    physical_network = "p"
  }
}

resource "openstack_networking_network_v2" "vlan" { # VMG2601 pass
  name = "vlan"
  segments {
    network_type     = "vlan"
    physical_network = "p"
    segmentation_id  = 40
  }
}

resource "openstack_networking_port_v2" "good" { # VMG0904 pass
  network_id            = openstack_networking_network_v2.plain.id
  port_security_enabled = true
}

resource "openstack_networking_port_v2" "absent" { # VMG0904 pass
  network_id = openstack_networking_network_v2.plain.id
}

resource "openstack_networking_port_v2" "inherits_off" { # VMG0904 fail
  network_id = openstack_networking_network_v2.off.id
}

resource "openstack_networking_port_v2" "off" { # VMG0904 fail
  network_id            = openstack_networking_network_v2.plain.id
  port_security_enabled = "false"
}

resource "openstack_networking_port_v2" "pairs_all" { # VMG0904 fail
  network_id = openstack_networking_network_v2.plain.id
  allowed_address_pairs {
    ip_address = "0.0.0.0/0"
  }
}

resource "openstack_networking_port_v2" "pairs_mac" { # VMG0904 fail
  network_id = openstack_networking_network_v2.plain.id
  allowed_address_pairs {
    ip_address  = "10.0.0.5"
    mac_address = "aa:bb:cc:dd:ee:ff"
  }
}

resource "openstack_networking_port_v2" "pairs_vip" { # VMG0904 pass
  network_id = openstack_networking_network_v2.plain.id
  allowed_address_pairs {
    ip_address = "10.0.0.5"
  }
}

resource "openstack_networking_port_v2" "direct_physical" { # VMG0904 fail
  network_id = openstack_networking_network_v2.plain.id
  binding {
    vnic_type = "direct-physical"
  }
}

resource "openstack_networking_port_v2" "unknown_net" { # VMG0904 pass
  network_id = "0000"
}

resource "openstack_compute_instance_v2" "good" { # VMG1901 pass, VMG1902 pass
  name = "a"
  network {
    port = openstack_networking_port_v2.good.id
  }
}

resource "openstack_compute_instance_v2" "by_name" { # VMG1901 fail
  name = "a"
  network {
    name = "storage"
  }
}

resource "openstack_compute_instance_v2" "by_vlan" { # VMG1901 fail
  name = "a"
  network {
    uuid = openstack_networking_network_v2.vlan.id
  }
}

resource "openstack_compute_instance_v2" "auto" { # VMG1902 unknown
  name = "a"
}

resource "openstack_compute_instance_v2" "data" { # VMG1901 fail
  name = "a"
  network {
    uuid = data.openstack_networking_network_v2.st.id
  }
}

data "openstack_networking_network_v2" "st" {
  name = "storage"
}

resource "openstack_compute_interface_attach_v2" "att" { # VMG1901 fail, VMG1902 pass
  instance_id = openstack_compute_instance_v2.good.id
  network_id  = data.openstack_networking_network_v2.st.id
}

resource "openstack_networking_trunk_v2" "t" { # VMG2602 fail, VMG2601 pass
  port_id        = openstack_networking_port_v2.good.id
  admin_state_up = true
  sub_port {
    port_id           = openstack_networking_port_v2.absent.id
    segmentation_id   = 1
    segmentation_type = "vlan"
  }
}

resource "openstack_compute_flavor_v2" "gpu" {
  name  = "gpu"
  ram   = 1
  vcpus = 1
  disk  = 1
  extra_specs = {
    "pci_passthrough:alias" = "gpu:1"
  }
}

resource "openstack_compute_instance_v2" "gpu" { # VMG2501 fail
  name      = "a"
  flavor_id = openstack_compute_flavor_v2.gpu.id
}

resource "openstack_compute_instance_v2" "gpu_name" { # VMG2501 fail
  name        = "a"
  flavor_name = "gpu"
}

resource "openstack_sharedfilesystem_share_access_v2" "open" { # VMG1301 fail
  share_id     = "s"
  access_type  = "ip"
  access_to    = "0.0.0.0/0"
  access_level = "rw"
}

resource "openstack_compute_instance_v2" "multi" {
  name = "a"
  block_device {
    source_type      = "volume"
    destination_type = "volume"
    uuid             = "v"
    multiattach      = true
  }
}


resource "openstack_networking_trunk_v2" "bare" { # VMG2602 silent, VMG2601 silent
  port_id        = openstack_networking_port_v2.good.id
  admin_state_up = true
}

resource "openstack_compute_instance_v2" "sriov" { # VMG2501 fail
  name = "a"
  network {
    port = openstack_networking_port_v2.direct_physical.id
  }
}

resource "openstack_compute_interface_attach_v2" "by_port" { # VMG1901 pass, VMG1902 pass
  instance_id = openstack_compute_instance_v2.good.id
  port_id     = openstack_networking_port_v2.good.id
}

resource "openstack_compute_interface_attach_v2" "elsewhere" { # VMG1901 unknown, VMG1902 unknown
  instance_id = openstack_compute_instance_v2.good.id
  network_id  = "5f0c7c1e-0d5d-4f0e-9e58-3b7c8b1d1d11"
}
