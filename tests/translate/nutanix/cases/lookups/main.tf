# Images by the names that they are looked up by.

terraform {
  required_providers {
    nutanix = {
      source  = "nutanix/nutanix"
      version = "2.4.2"
    }
  }
}

data "nutanix_image" "golden" {
  image_name = "tpl-debian13"
}

data "nutanix_images_v2" "golden" {
  filter = "name eq 'tpl-debian13'"
}

data "nutanix_images_v2" "some" {
  filter = "startswith(name, 'tpl-')"
}

resource "nutanix_virtual_machine" "looked_up" { # VMG3001 pass, VMG3002 pass, VMG3502 pass
  name         = "looked-up"
  cluster_uuid = "0005b6b1-1b16-4983-b5ff-204840f85e07"

  disk_list {
    data_source_reference = {
      kind = "image"
      uuid = data.nutanix_image.golden.id
    }
  }
}

resource "nutanix_virtual_machine_v2" "looked_up" { # VMG3001 pass, VMG3002 pass
  name = "looked-up"

  disks {
    backing_info {
      vm_disk {
        data_source {
          reference {
            image_reference {
              image_ext_id = data.nutanix_images_v2.golden.images[0].ext_id
            }
          }
        }
      }
    }
  }
}

resource "nutanix_virtual_machine_v2" "first_of_some" { # VMG3001 pass, VMG3002 unknown
  name = "first-of-some"

  disks {
    backing_info {
      vm_disk {
        data_source {
          reference {
            image_reference {
              image_ext_id = data.nutanix_images_v2.some.images[0].ext_id
            }
          }
        }
      }
    }
  }
}

# Its id is none of a template that is recorded by name.
resource "nutanix_virtual_machine" "by_id" { # VMG3001 pass, VMG3002 unknown
  name         = "by-id"
  cluster_uuid = "0005b6b1-1b16-4983-b5ff-204840f85e07"

  disk_list {
    data_source_reference = {
      kind = "image"
      uuid = "0b6b1b16-4983-b5ff-2048-40f85e070005"
    }
  }
}
