# The same of the second, with volume groups.

terraform {
  required_providers {
    nutanix = {
      source  = "nutanix/nutanix"
      version = "2.4.2"
    }
  }
}

resource "nutanix_subnet_v2" "web" { # VMG2601 pass
  name        = "web"
  subnet_type = "VLAN"
  network_id  = 20
}

resource "nutanix_subnet_v2" "zero" { # VMG2601 fail
  name        = "zero"
  subnet_type = "VLAN"
  network_id  = 0
}

resource "nutanix_virtual_machine_v2" "web" { # VMG1901 pass, VMG2602 silent
  name = "a"
  cluster {
    ext_id = "c"
  }
  nics {
    network_info {
      nic_type = "NORMAL_NIC"
      subnet {
        ext_id = nutanix_subnet_v2.web.id
      }
      vlan_mode = "ACCESS"
    }
  }
}

resource "nutanix_virtual_machine_v2" "trunk" { # VMG2602 fail, VMG1901 fail
  name = "a"
  cluster {
    ext_id = "c"
  }
  nics {
    nic_network_info {
      virtual_ethernet_nic_network_info {
        subnet {
          ext_id = nutanix_subnet_v2.web.id
        }
        vlan_mode     = "TRUNK"
        trunked_vlans = [30, 40]
      }
    }
  }
}

resource "nutanix_virtual_machine_v2" "gpu" { # VMG2501 fail
  name = "a"
  cluster {
    ext_id = "c"
  }
  gpus {
    mode      = "VIRTUAL"
    vendor    = "NVIDIA"
    device_id = 3
  }
}

resource "nutanix_virtual_machine_v2" "cd" { # VMG2401 fail, VMG2801 fail
  name = "a"
  cluster {
    ext_id = "c"
  }
  cd_roms {
    backing_info {
      data_source {
        reference {
          image_reference {
            image_ext_id = "img"
          }
        }
      }
    }
  }
}

resource "nutanix_virtual_machine_v2" "serial" { # VMG2401 fail
  name = "a"
  cluster {
    ext_id = "c"
  }
  serial_ports {
    index        = 0
    is_connected = true
  }
}

resource "nutanix_virtual_machine_v2" "sriov" { # VMG2501 fail
  name = "a"
  cluster {
    ext_id = "c"
  }
  nics {
    nic_backing_info {
      sriov_nic {
        sriov_profile_reference {
          ext_id = "p"
        }
      }
    }
  }
}

resource "nutanix_volume_group_v2" "none" { # VMG1101 unknown, VMG1201 unknown
  name              = "vg"
  cluster_reference = "c"
}

resource "nutanix_volume_group_v2" "chap" { # VMG1101 pass
  name                    = "vg"
  cluster_reference       = "c"
  enabled_authentications = "CHAP"
  iscsi_features {
    enabled_authentications = "CHAP"
    target_secret           = "abcdefghijkl"
  }
}

resource "nutanix_volume_group_v2" "direct" { # VMG1101 silent
  name              = "vg"
  cluster_reference = "c"
  attachment_type   = "DIRECT"
}

resource "nutanix_volume_group_iscsi_client_v2" "c" { # VMG1101 fail
  vg_ext_id            = "x"
  iscsi_initiator_name = "iqn.x"
}

resource "nutanix_volume_group_iscsi_client_v2" "c2" { # VMG1101 pass
  vg_ext_id               = "x"
  iscsi_initiator_name    = "iqn.x"
  enabled_authentications = "CHAP"
  client_secret           = "abcdefghijkl"
}

resource "nutanix_storage_containers_v2" "open" { # VMG1301 fail
  name           = "sc"
  cluster_ext_id = "c"
  nfs_whitelist_addresses {
    ipv4 {
      value         = "0.0.0.0"
      prefix_length = 0
    }
  }
}

resource "nutanix_volume_group_v2" "ext" { # VMG1101 fail, VMG1201 fail
  name              = "vg"
  cluster_reference = "c"
  attachment_type   = "EXTERNAL"
}

resource "nutanix_volume_group_v2" "ext_none" { # VMG1101 fail
  name                    = "vg"
  cluster_reference       = "c"
  attachment_type         = "EXTERNAL"
  enabled_authentications = "NONE"
}

resource "nutanix_volume_group_v2" "ext_chap" { # VMG1101 pass
  name                    = "vg"
  cluster_reference       = "c"
  attachment_type         = "EXTERNAL"
  enabled_authentications = "CHAP"
  iscsi_features {
    target_secret = "abcdefghijkl"
  }
}
