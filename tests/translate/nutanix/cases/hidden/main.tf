# Blocks of unknown number, which a plan does not tell from none: what they rest on is seen nowhere else in it.

terraform {
  required_providers {
    nutanix = {
      source  = "nutanix/nutanix"
      version = "2.4.2"
    }
  }
}

resource "terraform_data" "cards" {}

resource "nutanix_virtual_machine" "cards_later" { # VMG2501 unknown, VMG3001 pass/unknown, VMG2401 pass/unknown, VMG2801 pass/unknown, VMG3004 pass/unknown
  name         = "cards"
  cluster_uuid = "0005b6b1-1b16-4983-b5ff-204840f85e07"

  nic_list {
    subnet_uuid = "c6a9a1d4-3d70-4a6a-9e52-7c4f6e9a0f11"
  }
  disk_list {
    data_source_reference = {
      kind = "image"
      uuid = "2f0b9c1e-5b0f-4d0e-8f8e-0f2f3c9d7a10"
    }
  }
  dynamic "gpu_list" {
    for_each = jsondecode(terraform_data.cards.id)
    content {
      mode      = "PASSTHROUGH_COMPUTE"
      vendor    = "NVIDIA"
      device_id = gpu_list.value
    }
  }
}

# Of which of the two it is, the plan does not tell.
resource "nutanix_virtual_machine" "no_cards" { # VMG2501 pass/unknown, VMG3001 pass/unknown, VMG2401 pass/unknown, VMG2801 pass/unknown, VMG3004 pass/unknown
  name         = "no-cards"
  cluster_uuid = "0005b6b1-1b16-4983-b5ff-204840f85e07"

  nic_list {
    subnet_uuid = "c6a9a1d4-3d70-4a6a-9e52-7c4f6e9a0f11"
  }
  disk_list {
    data_source_reference = {
      kind = "image"
      uuid = "2f0b9c1e-5b0f-4d0e-8f8e-0f2f3c9d7a10"
    }
  }
}
