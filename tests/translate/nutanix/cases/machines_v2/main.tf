# What machines of the fourth API have of their host, and whether they are off.

terraform {
  required_providers {
    nutanix = {
      source  = "nutanix/nutanix"
      version = "2.4.2"
    }
  }
}

resource "terraform_data" "later" {}

resource "nutanix_category_v2" "unused" {
  key   = "Lifecycle"
  value = "Unused"
}

resource "nutanix_virtual_machine_v2" "closed" { # VMG2101 pass, VMG2401 pass, VMG2501 pass, VMG2801 pass, VMG3201 silent, VMG2301 pass
  name = "web"

  cd_roms {
    iso_type = "GUEST_CUSTOMIZATION"
  }
}

# A machine is on unless it is told otherwise.
resource "nutanix_virtual_machine_v2" "nothing_said" { # VMG2301 fail
  name = "old-nothing-said"
}

resource "nutanix_virtual_machine_v2" "off" { # VMG2301 pass
  name        = "old-off"
  power_state = "OFF"
}

resource "nutanix_virtual_machine_v2" "paused" { # VMG2301 fail
  name        = "old-paused"
  power_state = "PAUSED"
}

resource "nutanix_virtual_machine_v2" "category" { # VMG2301 fail
  name = "spare"

  categories {
    ext_id = nutanix_category_v2.unused.id
  }
}

resource "nutanix_virtual_machine_v2" "category_elsewhere" { # VMG2301 unknown
  name = "spare"

  categories {
    ext_id = "45588de3-7c18-4230-a147-7e26ad92d8a6"
  }
}

resource "nutanix_virtual_machine_v2" "passthrough" { # VMG2101 fail
  name                       = "passthrough"
  is_cpu_passthrough_enabled = true
}

resource "nutanix_virtual_machine_v2" "gpu" { # VMG2501 fail
  name = "gpu"

  gpus {
    vendor    = "NVIDIA"
    device_id = 7864
    mode      = "PASSTHROUGH_GRAPHICS"
  }
}

resource "nutanix_virtual_machine_v2" "gpu_approved" { # VMG2501 pass
  name = "render-1"

  gpus {
    vendor    = "NVIDIA"
    device_id = 7864
    mode      = "VIRTUAL"
  }
}

resource "nutanix_virtual_machine_v2" "function" { # VMG2501 fail
  name = "function"

  nics {
    nic_backing_info {
      sriov_nic {
        sriov_profile_reference {
          ext_id = "9d3de2f4-3f5c-4a57-92f5-40bd8a7e7bd1"
        }
      }
    }
  }
}

resource "nutanix_virtual_machine_v2" "ports" { # VMG2401 fail
  name = "ports"

  serial_ports {
    index = 0
  }
}

resource "nutanix_virtual_machine_v2" "drive" { # VMG2401 fail, VMG2801 fail
  name = "drive"

  cd_roms {
    backing_info {
      data_source {
        reference {
          image_reference {
            image_ext_id = "0b6b1b16-4983-b5ff-2048-40f85e070005"
          }
        }
      }
    }
  }
}

resource "nutanix_volume_group_v2" "shared" {
  name              = "shared"
  cluster_reference = "0005b6b1-1b16-4983-b5ff-204840f85e07"
  sharing_status    = "SHARED"
  attachment_type   = "DIRECT"
}

resource "nutanix_virtual_machine_v2" "shared" { # VMG2801 fail
  name = "shared"

  disks {
    backing_info {
      adfs_volume_group_reference {
        volume_group_ext_id = nutanix_volume_group_v2.shared.id
      }
    }
  }
}

resource "nutanix_virtual_machine_v2" "later" { # VMG2101 unknown, VMG2401 unknown, VMG2501 unknown, VMG2801 unknown, VMG2301 unknown
  name                       = "old-later"
  is_cpu_passthrough_enabled = terraform_data.later.id != ""
  power_state                = terraform_data.later.id

  cd_roms {
    iso_type = terraform_data.later.id
  }
  gpus {
    vendor    = "NVIDIA"
    device_id = length(terraform_data.later.id)
  }
  disks {
    backing_info {
      adfs_volume_group_reference {
        volume_group_ext_id = terraform_data.later.id
      }
    }
  }
}

# Whether there is a drive is told by a dynamic block, which no plan shows.
resource "nutanix_virtual_machine_v2" "dynamic" { # VMG2401 unknown, VMG2501 unknown
  name = "dynamic"

  dynamic "cd_roms" {
    for_each = terraform_data.later.id == "" ? [0] : []
    content {
      iso_type = "OTHER"
    }
  }
  dynamic "gpus" {
    for_each = terraform_data.later.id == "" ? [0] : []
    content {
      vendor = "NVIDIA"
    }
  }
}

# What is within one does not show either.
resource "nutanix_virtual_machine_v2" "within_dynamic" { # VMG2801 unknown
  name = "within-dynamic"

  dynamic "disks" {
    for_each = [terraform_data.later.id]
    content {
      backing_info {
        adfs_volume_group_reference {
          volume_group_ext_id = disks.value
        }
      }
    }
  }
}
