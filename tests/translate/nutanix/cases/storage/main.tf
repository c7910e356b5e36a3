# Volume groups over iSCSI, and whom storage containers admit.

terraform {
  required_providers {
    nutanix = {
      source  = "nutanix/nutanix"
      version = "2.4.2"
    }
  }
}

resource "terraform_data" "later" {}

resource "nutanix_volume_group_v2" "chap" { # VMG1101 pass
  name                    = "chap"
  cluster_reference       = "0005b6b1-1b16-4983-b5ff-204840f85e07"
  attachment_type         = "EXTERNAL"
  enabled_authentications = "CHAP"
  iscsi_features {
    target_secret = "of-14-letters1"
  }
}

resource "nutanix_volume_group_v2" "open" { # VMG1101 fail
  name              = "open"
  cluster_reference = "0005b6b1-1b16-4983-b5ff-204840f85e07"
  attachment_type   = "EXTERNAL"
}

resource "nutanix_volume_group_v2" "without_secret" { # VMG1101 fail
  name                    = "without-secret"
  cluster_reference       = "0005b6b1-1b16-4983-b5ff-204840f85e07"
  attachment_type         = "EXTERNAL"
  enabled_authentications = "CHAP"
}

# Only machines' disks: nothing goes over iSCSI from outside.
resource "nutanix_volume_group_v2" "direct" { # VMG1101 silent
  name              = "direct"
  cluster_reference = "0005b6b1-1b16-4983-b5ff-204840f85e07"
  attachment_type   = "DIRECT"
}

resource "nutanix_volume_group_v2" "nothing_said" { # VMG1101 unknown
  name              = "nothing-said"
  cluster_reference = "0005b6b1-1b16-4983-b5ff-204840f85e07"
}

resource "nutanix_volume_group_v2" "of_client" { # VMG1101 fail
  name              = "of-client"
  cluster_reference = "0005b6b1-1b16-4983-b5ff-204840f85e07"
}

resource "nutanix_volume_group_v2" "later" { # VMG1101 unknown
  name                    = "later"
  cluster_reference       = "0005b6b1-1b16-4983-b5ff-204840f85e07"
  attachment_type         = "EXTERNAL"
  enabled_authentications = terraform_data.later.id
  iscsi_features {
    target_secret = "of-14-letters1"
  }
}

resource "nutanix_volume_group_iscsi_client_v2" "open" { # VMG1101 fail
  vg_ext_id            = nutanix_volume_group_v2.of_client.id
  iscsi_initiator_name = "iqn.2026-11.edu.example:backup"
}

resource "nutanix_volume_group_iscsi_client_v2" "chap" { # VMG1101 pass
  vg_ext_id               = nutanix_volume_group_v2.chap.id
  iscsi_initiator_name    = "iqn.2026-11.edu.example:backup"
  enabled_authentications = "CHAP"
  client_secret           = "of-14-letters1"
}

resource "nutanix_volume_group_iscsi_client_v2" "later" { # VMG1101 unknown
  vg_ext_id               = nutanix_volume_group_v2.chap.id
  iscsi_initiator_name    = "iqn.2026-11.edu.example:backup"
  enabled_authentications = terraform_data.later.id
  client_secret           = "of-14-letters1"
}

resource "nutanix_storage_containers_v2" "hypervisor" { # VMG1301 pass
  name           = "hypervisor"
  cluster_ext_id = "0005b6b1-1b16-4983-b5ff-204840f85e07"
  nfs_whitelist_addresses {
    ipv4 {
      value         = "10.31.0.11"
      prefix_length = 32
    }
  }
}

resource "nutanix_storage_containers_v2" "wide" { # VMG1301 fail
  name           = "wide"
  cluster_ext_id = "0005b6b1-1b16-4983-b5ff-204840f85e07"
  nfs_whitelist_addresses {
    ipv4 {
      value         = "10.0.0.0"
      prefix_length = 8
    }
  }
}

# The list of its cluster holds.
resource "nutanix_storage_containers_v2" "nothing_said" { # VMG1301 unknown
  name           = "nothing-said"
  cluster_ext_id = "0005b6b1-1b16-4983-b5ff-204840f85e07"
}

resource "nutanix_storage_containers_v2" "later" { # VMG1301 unknown
  name           = "later"
  cluster_ext_id = "0005b6b1-1b16-4983-b5ff-204840f85e07"
  nfs_whitelist_addresses {
    ipv4 {
      value         = terraform_data.later.id
      prefix_length = 32
    }
  }
}

resource "nutanix_cluster_v2" "narrow" { # VMG1301 pass, VMG0602 pass
  name = "narrow"
  nodes {
    node_list {
      controller_vm_ip {
        ipv4 {
          value = "10.31.0.21"
        }
      }
    }
  }
  config {
    cluster_function             = ["AOS"]
    encryption_in_transit_status = "ENABLED"
  }
  network {
    nfs_subnet_white_list = ["10.31.0.11/255.255.255.255"]
  }
}

resource "nutanix_cluster_v2" "open" { # VMG1301 fail, VMG0602 fail
  name = "open"
  nodes {
    node_list {
      controller_vm_ip {
        ipv4 {
          value = "10.31.0.21"
        }
      }
    }
  }
  config {
    cluster_function             = ["AOS"]
    encryption_in_transit_status = "DISABLED"
  }
  network {
    nfs_subnet_white_list = ["0.0.0.0/0.0.0.0"]
  }
}

resource "nutanix_cluster_v2" "later" { # VMG1301 unknown, VMG0602 unknown
  name = "later"
  nodes {
    node_list {
      controller_vm_ip {
        ipv4 {
          value = "10.31.0.21"
        }
      }
    }
  }
  config {
    cluster_function             = ["AOS"]
    encryption_in_transit_status = terraform_data.later.id
  }
  network {
    nfs_subnet_white_list = [terraform_data.later.id]
  }
}
