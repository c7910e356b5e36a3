# Subnets, VLANs, and what machines are attached to.

terraform {
  required_providers {
    nutanix = {
      source  = "nutanix/nutanix"
      version = "2.4.2"
    }
  }
}

resource "terraform_data" "later" {}

resource "nutanix_subnet" "campus" { # VMG2601 pass, VMG2602 pass
  name         = "campus"
  cluster_uuid = "0005b6b1-1b16-4983-b5ff-204840f85e07"
  subnet_type  = "VLAN"
  vlan_id      = 110
}

# Number 0 is the native VLAN.
resource "nutanix_subnet" "native" { # VMG2601 fail
  name         = "native"
  cluster_uuid = "0005b6b1-1b16-4983-b5ff-204840f85e07"
  subnet_type  = "VLAN"
  vlan_id      = 0
}

resource "nutanix_subnet" "nothing_said" { # VMG2601 fail
  name         = "nothing-said"
  cluster_uuid = "0005b6b1-1b16-4983-b5ff-204840f85e07"
  subnet_type  = "VLAN"
}

# An overlay is kept apart by a number of its own.
resource "nutanix_subnet" "overlay" { # VMG2601 silent
  name               = "overlay"
  subnet_type        = "OVERLAY"
  vpc_reference_uuid = "4a5b2c16-4983-b5ff-2048-40f85e070005"
}

resource "nutanix_subnet" "later" { # VMG2601 unknown
  name         = "later"
  cluster_uuid = "0005b6b1-1b16-4983-b5ff-204840f85e07"
  subnet_type  = "VLAN"
  vlan_id      = length(terraform_data.later.id)
}

resource "nutanix_subnet_v2" "campus" { # VMG2601 pass
  name        = "campus"
  subnet_type = "VLAN"
  network_id  = 110
}

resource "nutanix_subnet_v2" "native" { # VMG2601 fail
  name        = "native"
  subnet_type = "VLAN"
  network_id  = 0
}

resource "nutanix_subnet_v2" "kind_later" { # VMG2601 unknown
  name        = "kind-later"
  subnet_type = terraform_data.later.id
}

resource "nutanix_subnet_v2" "iscsi" { # VMG2601 pass
  name        = "iscsi"
  subnet_type = "VLAN"
  network_id  = 310
}

data "nutanix_subnet" "campus" {
  subnet_name = "campus"
}

data "nutanix_subnets_v2" "iscsi" {
  filter = "name eq 'iscsi'"
}

data "nutanix_subnets_v2" "some" {
  filter = "startswith(name, 'campus')"
}

resource "nutanix_virtual_machine" "on_campus" { # VMG1901 pass, VMG1902 pass, VMG0904 silent, VMG2601 silent
  name         = "on-campus"
  cluster_uuid = "0005b6b1-1b16-4983-b5ff-204840f85e07"

  nic_list {
    subnet_uuid = nutanix_subnet.campus.id
  }
}

resource "nutanix_virtual_machine" "on_iscsi" { # VMG1901 fail
  name         = "on-iscsi"
  cluster_uuid = "0005b6b1-1b16-4983-b5ff-204840f85e07"

  nic_list {
    subnet_uuid = nutanix_subnet_v2.iscsi.id
  }
}

resource "nutanix_virtual_machine" "looked_up" { # VMG1901 pass, VMG1902 pass
  name         = "looked-up"
  cluster_uuid = "0005b6b1-1b16-4983-b5ff-204840f85e07"

  nic_list {
    subnet_uuid = data.nutanix_subnet.campus.id
  }
}

resource "nutanix_virtual_machine" "elsewhere" { # VMG1902 unknown
  name         = "elsewhere"
  cluster_uuid = "0005b6b1-1b16-4983-b5ff-204840f85e07"

  nic_list {
    subnet_uuid = "77164983-b5ff-2048-40f8-5e070005b6b1"
  }
}

resource "nutanix_virtual_machine" "without" { # VMG1902 pass
  name         = "without"
  cluster_uuid = "0005b6b1-1b16-4983-b5ff-204840f85e07"
}

resource "nutanix_virtual_machine_v2" "on_campus" { # VMG1901 pass, VMG1902 pass, VMG0904 silent, VMG2602 silent
  name = "on-campus"

  nics {
    nic_network_info {
      virtual_ethernet_nic_network_info {
        subnet {
          ext_id = nutanix_subnet_v2.campus.id
        }
      }
    }
  }
}

# The older spelling of the same.
resource "nutanix_virtual_machine_v2" "on_campus_as_before" { # VMG1901 pass, VMG1902 pass
  name = "on-campus-as-before"

  nics {
    network_info {
      vlan_mode = "ACCESS"
      subnet {
        ext_id = nutanix_subnet_v2.campus.id
      }
    }
  }
}

resource "nutanix_virtual_machine_v2" "on_iscsi" { # VMG1901 fail
  name = "on-iscsi"

  nics {
    network_info {
      subnet {
        ext_id = data.nutanix_subnets_v2.iscsi.subnets[0].ext_id
      }
    }
  }
}

resource "nutanix_virtual_machine_v2" "on_some" { # VMG1902 unknown
  name = "on-some"

  nics {
    network_info {
      subnet {
        ext_id = data.nutanix_subnets_v2.some.subnets[0].ext_id
      }
    }
  }
}

resource "nutanix_virtual_machine_v2" "trunk" { # VMG2602 fail
  name = "trunk"

  nics {
    network_info {
      vlan_mode     = "TRUNK"
      trunked_vlans = [310]
      subnet {
        ext_id = nutanix_subnet_v2.campus.id
      }
    }
  }
}

resource "nutanix_virtual_machine_v2" "whole_trunk" { # VMG2602 fail
  name = "whole-trunk"

  nics {
    network_info {
      vlan_mode = "TRUNK"
      subnet {
        ext_id = nutanix_subnet_v2.campus.id
      }
    }
  }
}

resource "nutanix_virtual_machine_v2" "trunk_later" { # VMG2602 unknown
  name = "trunk-later"

  nics {
    network_info {
      vlan_mode = terraform_data.later.id
      subnet {
        ext_id = nutanix_subnet_v2.campus.id
      }
    }
  }
}

resource "nutanix_virtual_machine_v2" "any_address" { # VMG0904 fail
  name = "any-address"

  nics {
    nic_network_info {
      virtual_ethernet_nic_network_info {
        should_allow_unknown_macs = true
        subnet {
          ext_id = nutanix_subnet_v2.campus.id
        }
      }
    }
  }
}

resource "nutanix_virtual_machine_v2" "addresses_later" { # VMG0904 unknown
  name = "addresses-later"

  nics {
    network_info {
      should_allow_unknown_macs = terraform_data.later.id != ""
      subnet {
        ext_id = nutanix_subnet_v2.campus.id
      }
    }
  }
}
