# Subnets of the first interface, with what machines have of their hosts.

terraform {
  required_providers {
    nutanix = {
      source  = "nutanix/nutanix"
      version = "2.4.2"
    }
  }
}

resource "nutanix_subnet" "web" { # VMG2601 pass, VMG2602 pass
  name        = "web"
  subnet_type = "VLAN"
  vlan_id     = 20
}

resource "nutanix_subnet" "zero" { # VMG2601 fail
  name        = "zero"
  subnet_type = "VLAN"
  vlan_id     = 0
}

resource "nutanix_subnet" "absent" { # VMG2601 fail
  name        = "absent"
  subnet_type = "vlan"
}

resource "nutanix_subnet" "overlay" { # VMG2601 silent
  name        = "overlay"
  subnet_type = "OVERLAY"
}

resource "nutanix_subnet" "bk40" { # VMG2601 pass
  name        = "some"
  subnet_type = "VLAN"
  vlan_id     = 40
}

resource "nutanix_virtual_machine" "web" { # VMG1901 pass, VMG1902 pass, VMG2401 pass, VMG2501 pass, VMG2801 pass
  name         = "a"
  cluster_uuid = "x"
  nic_list {
    subnet_uuid = nutanix_subnet.web.id
  }
}

resource "nutanix_virtual_machine" "bk" { # VMG1901 fail
  name         = "a"
  cluster_uuid = "x"
  nic_list {
    subnet_uuid = nutanix_subnet.bk40.id
  }
}

resource "nutanix_virtual_machine" "lookup" { # VMG1901 fail
  name         = "a"
  cluster_uuid = "x"
  nic_list {
    subnet_uuid = data.nutanix_subnet.st.id
  }
}

data "nutanix_subnet" "st" {
  subnet_name = "storage"
}

resource "nutanix_virtual_machine" "gpu" { # VMG2501 fail
  name         = "a"
  cluster_uuid = "x"
  gpu_list {
    mode      = "PASSTHROUGH_COMPUTE"
    vendor    = "NVIDIA"
    device_id = 1
  }
}

resource "nutanix_virtual_machine" "serial" { # VMG2401 fail
  name         = "a"
  cluster_uuid = "x"
  serial_port_list {
    index        = 0
    is_connected = true
  }
}

resource "nutanix_virtual_machine" "serial_off" { # VMG2401 fail
  name         = "a"
  cluster_uuid = "x"
  serial_port_list {
    index        = 0
    is_connected = false
  }
}

resource "nutanix_virtual_machine" "vg" { # VMG2801 unknown
  name         = "a"
  cluster_uuid = "x"
  disk_list {
    volume_group_reference = {
      kind = "volume_group"
      uuid = "u"
    }
  }
}

resource "nutanix_virtual_machine" "cd" { # VMG2401 fail
  name         = "a"
  cluster_uuid = "x"
  disk_list {
    device_properties {
      device_type = "CDROM"
    }
  }
}

resource "nutanix_virtual_machine" "overlay" { # VMG1901 pass, VMG1902 pass
  name         = "overlay"
  cluster_uuid = "x"
  nic_list {
    subnet_uuid = nutanix_subnet.overlay.id
  }
}
