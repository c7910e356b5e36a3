# What machines of the third API have of their host, and whether they are off.

terraform {
  required_providers {
    nutanix = {
      source  = "nutanix/nutanix"
      version = "2.4.2"
    }
  }
}

resource "terraform_data" "later" {}

resource "nutanix_virtual_machine" "closed" { # VMG2101 pass, VMG2401 pass, VMG2501 pass, VMG2801 pass, VMG3201 silent, VMG2301 pass
  name         = "web"
  cluster_uuid = "0005b6b1-1b16-4983-b5ff-204840f85e07"
}

# Whether the server starts it is not told.
resource "nutanix_virtual_machine" "nothing_said" { # VMG2301 unknown
  name         = "old-nothing-said"
  cluster_uuid = "0005b6b1-1b16-4983-b5ff-204840f85e07"
}

resource "nutanix_virtual_machine" "off" { # VMG2301 pass
  name         = "old-off"
  cluster_uuid = "0005b6b1-1b16-4983-b5ff-204840f85e07"
  power_state  = "OFF"
}

resource "nutanix_virtual_machine" "on" { # VMG2301 fail
  name         = "spare"
  cluster_uuid = "0005b6b1-1b16-4983-b5ff-204840f85e07"
  power_state  = "ON"

  categories {
    name  = "Lifecycle"
    value = "Unused"
  }
}

resource "nutanix_virtual_machine" "category_later" { # VMG2301 unknown
  name         = "spare"
  cluster_uuid = "0005b6b1-1b16-4983-b5ff-204840f85e07"
  power_state  = "ON"

  categories {
    name  = "Lifecycle"
    value = terraform_data.later.id
  }
}

resource "nutanix_virtual_machine" "passthrough" { # VMG2101 fail
  name                   = "passthrough"
  cluster_uuid           = "0005b6b1-1b16-4983-b5ff-204840f85e07"
  enable_cpu_passthrough = true
}

resource "nutanix_virtual_machine" "gpu" { # VMG2501 fail
  name         = "gpu"
  cluster_uuid = "0005b6b1-1b16-4983-b5ff-204840f85e07"

  gpu_list {
    vendor    = "NVIDIA"
    device_id = 7864
    mode      = "PASSTHROUGH_COMPUTE"
  }
}

resource "nutanix_virtual_machine" "gpu_approved" { # VMG2501 pass
  name         = "render-1"
  cluster_uuid = "0005b6b1-1b16-4983-b5ff-204840f85e07"

  gpu_list {
    vendor    = "NVIDIA"
    device_id = 7864
    mode      = "VIRTUAL"
  }
}

resource "nutanix_virtual_machine" "ports" { # VMG2401 fail, VMG2801 pass
  name         = "ports"
  cluster_uuid = "0005b6b1-1b16-4983-b5ff-204840f85e07"

  serial_port_list {
    index        = 0
    is_connected = true
  }
}

resource "nutanix_virtual_machine" "drive" { # VMG2401 fail, VMG2801 fail
  name         = "drive"
  cluster_uuid = "0005b6b1-1b16-4983-b5ff-204840f85e07"

  disk_list {
    device_properties {
      device_type = "CDROM"
    }
    data_source_reference = {
      kind = "image"
      uuid = "0b6b1b16-4983-b5ff-2048-40f85e070005"
    }
  }
}

resource "nutanix_volume_group_v2" "shared" {
  name              = "shared"
  cluster_reference = "0005b6b1-1b16-4983-b5ff-204840f85e07"
  sharing_status    = "SHARED"
  attachment_type   = "DIRECT"
}

resource "nutanix_volume_group_v2" "own" {
  name              = "own"
  cluster_reference = "0005b6b1-1b16-4983-b5ff-204840f85e07"
  attachment_type   = "DIRECT"
}

resource "nutanix_virtual_machine" "shared" { # VMG2801 fail
  name         = "shared"
  cluster_uuid = "0005b6b1-1b16-4983-b5ff-204840f85e07"

  disk_list {
    volume_group_reference = {
      kind = "volume_group"
      uuid = nutanix_volume_group_v2.shared.id
    }
  }
}

resource "nutanix_virtual_machine" "own" { # VMG2801 pass
  name         = "own"
  cluster_uuid = "0005b6b1-1b16-4983-b5ff-204840f85e07"

  disk_list {
    volume_group_reference = {
      kind = "volume_group"
      uuid = nutanix_volume_group_v2.own.id
    }
  }
}

resource "nutanix_virtual_machine" "group_elsewhere" { # VMG2801 unknown
  name         = "group-elsewhere"
  cluster_uuid = "0005b6b1-1b16-4983-b5ff-204840f85e07"

  disk_list {
    volume_group_reference = {
      kind = "volume_group"
      uuid = "1b164983-b5ff-2048-40f8-5e070005b6b1"
    }
  }
}

resource "nutanix_virtual_machine" "later" { # VMG2101 unknown, VMG2401 unknown, VMG2501 unknown, VMG2801 unknown, VMG2301 unknown
  name                   = "old-later"
  cluster_uuid           = "0005b6b1-1b16-4983-b5ff-204840f85e07"
  enable_cpu_passthrough = terraform_data.later.id != ""
  power_state            = terraform_data.later.id

  dynamic "serial_port_list" {
    for_each = terraform_data.later.id == "" ? [0] : []
    content {
      index = 0
    }
  }
  gpu_list {
    vendor    = "NVIDIA"
    device_id = length(terraform_data.later.id)
  }
  disk_list {
    volume_group_reference = {
      kind = "volume_group"
      uuid = terraform_data.later.id
    }
  }
}
