# Whom clusters and containers let mount them; trunks.

terraform {
  required_providers {
    nutanix = {
      source  = "nutanix/nutanix"
      version = "2.4.2"
    }
  }
}

resource "terraform_data" "later" {}

resource "nutanix_cluster_v2" "open" { # VMG1301 fail
  name = "c"
  network {
    nfs_subnet_white_list = ["0.0.0.0/0.0.0.0"]
  }
}

resource "nutanix_cluster_v2" "host" { # VMG1301 unknown
  name = "c"
  network {
    nfs_subnet_white_list = ["10.31.0.11/255.255.255.255"]
  }
}

resource "nutanix_storage_containers_v2" "fqdn" { # VMG1301 unknown
  name           = "sc"
  cluster_ext_id = "c"
  nfs_whitelist_addresses {
    fqdn {
      value = "esx.example.edu"
    }
  }
}

resource "nutanix_storage_containers_v2" "wide" { # VMG1301 fail
  name           = "sc"
  cluster_ext_id = "c"
  nfs_whitelist_addresses {
    ipv4 {
      value         = "10.0.0.0"
      prefix_length = 8
    }
  }
}

resource "nutanix_storage_containers_v2" "one" { # VMG1301 unknown
  name           = "sc"
  cluster_ext_id = "c"
  nfs_whitelist_addresses {
    ipv4 {
      value = "10.31.0.11"
    }
  }
}

resource "nutanix_storage_containers_v2" "absent" { # VMG1301 unknown
  name           = "sc"
  cluster_ext_id = "c"
}

resource "nutanix_virtual_machine" "direct" { # VMG2501 pass
  name         = "a"
  cluster_uuid = "x"
  nic_list {
    subnet_uuid = terraform_data.later.id
    nic_type    = "DIRECT_NIC"
  }
}

resource "nutanix_virtual_machine" "unknown_subnet" { # VMG1901 unknown, VMG1902 unknown
  name         = "a"
  cluster_uuid = "x"
  nic_list {
    subnet_uuid = terraform_data.later.id
  }
}

resource "nutanix_virtual_machine" "disconnected" { # VMG1901 fail
  name         = "a"
  cluster_uuid = "x"
  nic_list {
    subnet_uuid  = data.nutanix_subnet.st.id
    is_connected = "false"
  }
}

data "nutanix_subnet" "st" {
  subnet_name = "storage"
}

resource "nutanix_virtual_machine_v2" "trunk_all" { # VMG2602 fail
  name = "a"
  cluster {
    ext_id = "c"
  }
  nics {
    network_info {
      subnet {
        ext_id = nutanix_subnet_v2.x.id
      }
      vlan_mode = "TRUNK"
    }
  }
}

resource "nutanix_virtual_machine_v2" "trunked" {
  name = "a"
  cluster {
    ext_id = "c"
  }
  nics {
    network_info {
      subnet {
        ext_id = nutanix_subnet_v2.x.id
      }
      vlan_mode     = "TRUNKED"
      trunked_vlans = [5, 6]
    }
  }
}

resource "nutanix_subnet_v2" "x" { # VMG2601 pass
  name        = "x"
  subnet_type = "VLAN"
  network_id  = 77
}

resource "nutanix_subnet_v2" "overlay" { # VMG2601 silent
  name        = "o"
  subnet_type = "OVERLAY"
}

resource "nutanix_subnet_v2" "absent" { # VMG2601 fail
  name        = "o"
  subnet_type = "VLAN"
}

resource "nutanix_vm_network_device_migrate_v2" "to_storage" { # VMG1901 fail, VMG1902 pass
  vm_ext_id    = "11111111-0000-4000-8000-000000000001"
  ext_id       = "11111111-0000-4000-8000-000000000002"
  migrate_type = "ASSIGN_IP"
  subnet {
    ext_id = nutanix_subnet_v2.storage.id
  }
}

resource "nutanix_vm_network_device_migrate_v2" "later" { # VMG1901 unknown, VMG1902 unknown
  vm_ext_id    = "11111111-0000-4000-8000-000000000001"
  ext_id       = "11111111-0000-4000-8000-000000000002"
  migrate_type = "ASSIGN_IP"
  subnet {
    ext_id = terraform_data.later.id
  }
}

resource "nutanix_subnet_v2" "storage" {
  name        = "storage"
  subnet_type = "VLAN"
  network_id  = 78
}
