# Links to OpenStack, and to where images come from.

terraform {
  required_providers {
    openstack = {
      source  = "terraform-provider-openstack/openstack"
      version = "3.4.0"
    }
  }
}

resource "terraform_data" "later" {}

provider "openstack" { # VMG0601 pass, VMG0602 pass, VMG0701 pass, VMG3301 pass, VMG0201 pass
  auth_url = "https://keystone.example.edu:5000/v3"
}

provider "openstack" { # VMG0601 pass, VMG0201 unknown
  alias = "unset"
  cloud = "campus"
}

provider "openstack" { # VMG0601 fail, VMG0701 fail, VMG3301 fail, VMG0201 fail
  alias    = "insecure"
  auth_url = "https://keystone.example.com:5000/v3"
  insecure = true
}

provider "openstack" { # VMG0601 fail, VMG0602 fail, VMG3301 fail
  alias    = "plain"
  auth_url = "http://keystone.example.edu:5000/v3"
}

provider "openstack" { # VMG0601 pass, VMG0602 fail
  alias    = "overridden"
  auth_url = "https://keystone.example.edu:5000/v3"
  endpoint_overrides = {
    compute = "http://nova.example.edu:8774/v2.1/"
  }
}

provider "openstack" { # VMG0601 unknown, VMG0602 unknown, VMG0701 unknown, VMG3301 unknown
  alias    = "later"
  auth_url = terraform_data.later.id
  insecure = terraform_data.later.id != ""
}

resource "openstack_images_image_v2" "encrypted" { # VMG0602 pass
  name             = "debian-13"
  container_format = "bare"
  disk_format      = "qcow2"
  image_source_url = "https://images.example.edu/debian-13.qcow2"
}

resource "openstack_images_image_v2" "plain" { # VMG0602 fail
  name             = "debian-13"
  container_format = "bare"
  disk_format      = "qcow2"
  image_source_url = "http://images.example.edu/debian-13.qcow2"
}

resource "openstack_images_image_v2" "later" { # VMG0602 unknown
  name             = "debian-13"
  container_format = "bare"
  disk_format      = "qcow2"
  image_source_url = terraform_data.later.id
}
