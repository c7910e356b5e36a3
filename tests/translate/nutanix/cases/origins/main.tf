# What machines are created from.

terraform {
  required_providers {
    nutanix = {
      source  = "nutanix/nutanix"
      version = "2.4.2"
    }
  }
}

resource "terraform_data" "later" {}

resource "nutanix_image" "golden" {
  name       = "anything"
  source_uri = "https://images.example.edu/debian-13.qcow2"
}

# Whoever makes an image may call it anything.
resource "nutanix_image" "misnamed" {
  name       = "tpl-debian13"
  source_uri = "https://images.example.edu/homemade.qcow2"
}

resource "nutanix_image" "checked" {
  name       = "checked"
  source_uri = "https://mirror.example.edu/debian-13.qcow2"
  checksum = {
    checksum_algorithm = "SHA_256"
    checksum_value     = "658b28e209b578fe788ec5867deebae57b6aac5fce3692bbb116bab9c65568b3"
  }
}

resource "nutanix_image" "altered" {
  name       = "altered"
  source_uri = "https://images.example.edu/debian-13.qcow2"
  checksum = {
    checksum_algorithm = "SHA_256"
    checksum_value     = "0000000000000000000000000000000000000000000000000000000000000000"
  }
}

resource "nutanix_images_v2" "golden" {
  name = "anything"
  type = "DISK_IMAGE"
  source {
    url_source {
      url = "https://images.example.edu/debian-13.qcow2"
    }
  }
}

resource "nutanix_images_v2" "of_disk" {
  name = "of-disk"
  type = "DISK_IMAGE"
  source {
    vm_disk_source {
      ext_id = "8b164983-b5ff-2048-40f8-5e070005b6b1"
    }
  }
}

resource "nutanix_virtual_machine" "web" { # VMG3001 pass, VMG3002 pass, VMG3003 pass, VMG3004 pass
  name         = "web"
  cluster_uuid = "0005b6b1-1b16-4983-b5ff-204840f85e07"

  disk_list {
    device_properties {
      device_type = "CDROM"
    }
  }
  disk_list {
    data_source_reference = {
      kind = "image"
      uuid = nutanix_image.golden.id
    }
  }
}

resource "nutanix_virtual_machine" "by_id" { # VMG3001 pass, VMG3002 pass
  name         = "by-id"
  cluster_uuid = "0005b6b1-1b16-4983-b5ff-204840f85e07"

  disk_list {
    data_source_reference = {
      kind = "image"
      uuid = "0B6B1B16-4983-B5FF-2048-40F85E070005"
    }
  }
}

resource "nutanix_virtual_machine" "by_metadata" { # VMG3001 pass, VMG3002 pass
  name         = "by-metadata"
  cluster_uuid = "0005b6b1-1b16-4983-b5ff-204840f85e07"

  disk_list {
    data_source_reference = {
      kind = "image"
      uuid = nutanix_image.golden.metadata.uuid
    }
  }
}

resource "nutanix_virtual_machine" "misnamed" { # VMG3001 pass, VMG3002 fail
  name         = "misnamed"
  cluster_uuid = "0005b6b1-1b16-4983-b5ff-204840f85e07"

  disk_list {
    data_source_reference = {
      kind = "image"
      uuid = nutanix_image.misnamed.id
    }
  }
}

resource "nutanix_virtual_machine" "checked" { # VMG3002 pass
  name         = "checked"
  cluster_uuid = "0005b6b1-1b16-4983-b5ff-204840f85e07"

  disk_list {
    data_source_reference = {
      kind = "image"
      uuid = nutanix_image.checked.id
    }
  }
}

resource "nutanix_virtual_machine" "altered" { # VMG3002 fail
  name         = "altered"
  cluster_uuid = "0005b6b1-1b16-4983-b5ff-204840f85e07"

  disk_list {
    data_source_reference = {
      kind = "image"
      uuid = nutanix_image.altered.id
    }
  }
}

resource "nutanix_virtual_machine" "copy_of_disk" { # VMG3002 fail
  name         = "copy-of-disk"
  cluster_uuid = "0005b6b1-1b16-4983-b5ff-204840f85e07"

  disk_list {
    data_source_reference = {
      kind = "vm_disk"
      uuid = "8b164983-b5ff-2048-40f8-5e070005b6b1"
    }
  }
}

resource "nutanix_virtual_machine" "empty" { # VMG3001 fail
  name         = "empty"
  cluster_uuid = "0005b6b1-1b16-4983-b5ff-204840f85e07"

  disk_list {
    disk_size_mib = 20480
  }
}

resource "nutanix_virtual_machine" "without_disk" { # VMG3001 fail
  name         = "without-disk"
  cluster_uuid = "0005b6b1-1b16-4983-b5ff-204840f85e07"
}

resource "nutanix_virtual_machine" "volume_group" { # VMG3001 fail, VMG3004 fail
  name         = "volume-group"
  cluster_uuid = "0005b6b1-1b16-4983-b5ff-204840f85e07"

  disk_list {
    volume_group_reference = {
      kind = "volume_group"
      uuid = "1b164983-b5ff-2048-40f8-5e070005b6b1"
    }
  }
}

resource "nutanix_virtual_machine" "ignored" { # VMG3004 fail/pass, VMG0302 fail/silent
  name         = "ignored"
  cluster_uuid = "0005b6b1-1b16-4983-b5ff-204840f85e07"

  disk_list {
    data_source_reference = {
      kind = "image"
      uuid = nutanix_image.golden.id
    }
  }
  lifecycle {
    ignore_changes = [disk_list]
  }
}

resource "nutanix_virtual_machine" "later" { # VMG3001 unknown, VMG3002 unknown
  name         = "later"
  cluster_uuid = "0005b6b1-1b16-4983-b5ff-204840f85e07"

  disk_list {
    data_source_reference = {
      kind = "image"
      uuid = terraform_data.later.id
    }
  }
}

resource "nutanix_virtual_machine_v2" "web" { # VMG3001 pass, VMG3002 pass, VMG3003 pass, VMG3004 pass
  name = "web"

  disks {
    backing_info {
      vm_disk {
        data_source {
          reference {
            image_reference {
              image_ext_id = nutanix_images_v2.golden.id
            }
          }
        }
      }
    }
  }
}

resource "nutanix_virtual_machine_v2" "image_of_disk" { # VMG3001 pass, VMG3002 unknown
  name = "image-of-disk"

  disks {
    backing_info {
      vm_disk {
        data_source {
          reference {
            image_reference {
              image_ext_id = nutanix_images_v2.of_disk.id
            }
          }
        }
      }
    }
  }
}

resource "nutanix_virtual_machine_v2" "copy_of_disk" { # VMG3001 unknown, VMG3002 unknown
  name = "copy-of-disk"

  disks {
    backing_info {
      vm_disk {
        data_source {
          reference {
            vm_disk_reference {
              disk_ext_id = "8b164983-b5ff-2048-40f8-5e070005b6b1"
            }
          }
        }
      }
    }
  }
}

resource "nutanix_virtual_machine_v2" "empty" { # VMG3001 fail
  name = "empty"

  disks {
    backing_info {
      vm_disk {
        disk_size_bytes = 21474836480
      }
    }
  }
}

resource "nutanix_virtual_machine_v2" "later" { # VMG3001 unknown, VMG3002 unknown
  name = "later"

  disks {
    backing_info {
      vm_disk {
        data_source {
          reference {
            image_reference {
              image_ext_id = terraform_data.later.id
            }
          }
        }
      }
    }
  }
}

data "nutanix_template_v2" "golden" {
  ext_id = "fb6b1b16-4983-b5ff-2048-40f85e070005"
}

resource "nutanix_deploy_templates_v2" "web" { # VMG3001 pass, VMG3002 pass, VMG0301 pass
  ext_id            = "fb6b1b16-4983-b5ff-2048-40f85e070005"
  number_of_vms     = 1
  cluster_reference = "0005b6b1-1b16-4983-b5ff-204840f85e07"
}

resource "nutanix_deploy_templates_v2" "looked_up" { # VMG3001 pass, VMG3002 pass
  ext_id            = data.nutanix_template_v2.golden.ext_id
  number_of_vms     = 1
  cluster_reference = "0005b6b1-1b16-4983-b5ff-204840f85e07"
}

resource "nutanix_deploy_templates_v2" "unapproved" { # VMG3001 pass, VMG3002 fail
  ext_id            = "1c6b1b16-4983-b5ff-2048-40f85e070005"
  number_of_vms     = 1
  cluster_reference = "0005b6b1-1b16-4983-b5ff-204840f85e07"
}

resource "nutanix_deploy_templates_v2" "later" { # VMG3001 unknown, VMG3002 unknown
  ext_id            = terraform_data.later.id
  number_of_vms     = 1
  cluster_reference = "0005b6b1-1b16-4983-b5ff-204840f85e07"
}

# A machine that runs is no template.
resource "nutanix_vm_clone_v2" "of_machine" { # VMG3001 pass, VMG3002 fail
  name      = "of-machine"
  vm_ext_id = nutanix_virtual_machine_v2.web.id
}

resource "nutanix_vm_clone_v2" "approved" { # VMG3001 pass, VMG3002 pass
  name      = "approved"
  vm_ext_id = "fb6b1b16-4983-b5ff-2048-40f85e070005"
}

resource "nutanix_vm_clone_v2" "later" { # VMG3001 unknown, VMG3002 unknown
  name      = "later"
  vm_ext_id = terraform_data.later.id
}

resource "nutanix_ova_v2" "golden" {
  name = "debian"
  source {
    ova_url_source {
      url = "https://images.example.edu/debian-13.ova"
    }
  }
}

resource "nutanix_ova_vm_deploy_v2" "web" { # VMG3001 pass, VMG3002 pass, VMG0301 pass
  ext_id                  = nutanix_ova_v2.golden.id
  cluster_location_ext_id = "0005b6b1-1b16-4983-b5ff-204840f85e07"

  override_vm_config {
    name = "web"
    nics {
      network_info {
        subnet {
          ext_id = "6c6b1b16-4983-b5ff-2048-40f85e070005"
        }
      }
    }
  }
}

resource "nutanix_ova_vm_deploy_v2" "unapproved" { # VMG3001 pass, VMG3002 fail
  ext_id                  = "2c6b1b16-4983-b5ff-2048-40f85e070005"
  cluster_location_ext_id = "0005b6b1-1b16-4983-b5ff-204840f85e07"

  override_vm_config {
    name = "unapproved"
    nics {
      network_info {
        subnet {
          ext_id = "6c6b1b16-4983-b5ff-2048-40f85e070005"
        }
      }
    }
  }
}
