# What instances are created from.

terraform {
  required_providers {
    openstack = {
      source  = "terraform-provider-openstack/openstack"
      version = "3.4.0"
    }
  }
}

resource "terraform_data" "later" {}

resource "openstack_images_image_v2" "golden" {
  name             = "anything"
  container_format = "bare"
  disk_format      = "qcow2"
  image_source_url = "https://images.example.edu/debian-13.qcow2"
}

# Whoever makes an image may call it anything.
resource "openstack_images_image_v2" "misnamed" {
  name             = "image of debian13"
  container_format = "bare"
  disk_format      = "qcow2"
  image_source_url = "https://images.example.edu/homemade.qcow2"
}

data "openstack_images_image_v2" "newest" {
  name        = "image of debian13"
  most_recent = true
}

resource "openstack_blockstorage_volume_v3" "of_image" {
  size     = 20
  image_id = openstack_images_image_v2.golden.id
}

resource "openstack_blockstorage_volume_v3" "empty" {
  size = 20
}

resource "openstack_blockstorage_volume_v3" "copy" {
  size          = 20
  source_vol_id = "6b6b1b16-4983-b5ff-2048-40f85e070005"
}

resource "openstack_compute_instance_v2" "web" { # VMG3001 pass, VMG3002 pass, VMG3003 pass, VMG3004 pass
  name         = "web"
  network_mode = "none"
  image_id     = openstack_images_image_v2.golden.id
}

resource "openstack_compute_instance_v2" "by_id" { # VMG3001 pass, VMG3002 pass
  name         = "by-id"
  network_mode = "none"
  image_id     = "0B6B1B16-4983-B5FF-2048-40F85E070005"
}

resource "openstack_compute_instance_v2" "misnamed" { # VMG3001 pass, VMG3002 fail
  name         = "misnamed"
  network_mode = "none"
  image_id     = openstack_images_image_v2.misnamed.id
}

resource "openstack_compute_instance_v2" "by_name" { # VMG3001 pass, VMG3002 pass
  name         = "by-name"
  network_mode = "none"
  image_name   = "image of debian13"
}

resource "openstack_compute_instance_v2" "unapproved" { # VMG3001 pass, VMG3002 fail
  name         = "unapproved"
  network_mode = "none"
  image_name   = "homemade"
}

resource "openstack_compute_instance_v2" "nothing" { # VMG3001 fail
  name         = "nothing"
  network_mode = "none"
}

resource "openstack_compute_instance_v2" "made_later" { # VMG3001 unknown, VMG3002 unknown
  name         = "made-later"
  network_mode = "none"
  image_id     = terraform_data.later.id
}

resource "openstack_compute_instance_v2" "volume" { # VMG3001 pass, VMG3002 pass
  name         = "volume"
  network_mode = "none"
  block_device {
    source_type      = "volume"
    uuid             = openstack_blockstorage_volume_v3.of_image.id
    boot_index       = 0
    destination_type = "volume"
  }
}

resource "openstack_compute_instance_v2" "image_volume" { # VMG3001 pass, VMG3002 pass
  name         = "image-volume"
  network_mode = "none"
  block_device {
    source_type      = "image"
    uuid             = openstack_images_image_v2.golden.id
    boot_index       = 0
    destination_type = "volume"
  }
}

resource "openstack_compute_instance_v2" "empty_volume" { # VMG3001 fail
  name         = "empty-volume"
  network_mode = "none"
  block_device {
    source_type      = "volume"
    uuid             = openstack_blockstorage_volume_v3.empty.id
    boot_index       = 0
    destination_type = "volume"
  }
}

resource "openstack_compute_instance_v2" "copied_volume" { # VMG3001 unknown, VMG3002 unknown
  name         = "copied-volume"
  network_mode = "none"
  block_device {
    source_type      = "volume"
    uuid             = openstack_blockstorage_volume_v3.copy.id
    boot_index       = 0
    destination_type = "volume"
  }
}

resource "openstack_compute_instance_v2" "volume_elsewhere" { # VMG3001 unknown, VMG3002 unknown
  name         = "volume-elsewhere"
  network_mode = "none"
  block_device {
    source_type      = "volume"
    uuid             = "7b6b1b16-4983-b5ff-2048-40f85e070005"
    boot_index       = 0
    destination_type = "volume"
  }
}

resource "openstack_compute_instance_v2" "snapshot" { # VMG3001 unknown, VMG3002 unknown
  name         = "snapshot"
  network_mode = "none"
  block_device {
    source_type      = "snapshot"
    uuid             = "7b6b1b16-4983-b5ff-2048-40f85e070005"
    boot_index       = 0
    destination_type = "volume"
  }
}
