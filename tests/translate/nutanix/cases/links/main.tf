# Links to Prism, and to where images come from.

terraform {
  required_providers {
    nutanix = {
      source  = "nutanix/nutanix"
      version = "2.4.2"
    }
  }
}

provider "nutanix" { # VMG0601 pass, VMG0701 pass, VMG3301 pass, VMG0201 pass
  endpoint = "prism.example.edu"
}

provider "nutanix" { # VMG0601 pass, VMG0201 unknown
  alias = "unset"
}

provider "nutanix" { # VMG0601 fail, VMG0701 fail, VMG3301 fail, VMG0201 fail
  alias    = "insecure"
  endpoint = "prism.example.com"
  insecure = true
}

provider "nutanix" { # VMG0601 unknown, VMG0701 unknown, VMG3301 unknown, VMG0201 pass
  alias    = "later"
  endpoint = "prism.example.edu"
  insecure = terraform_data.later.id != ""
}

resource "terraform_data" "later" {}

resource "nutanix_image" "encrypted" { # VMG0602 pass
  name       = "debian-13"
  source_uri = "https://images.example.edu/debian-13.qcow2"
}

resource "nutanix_image" "plain" { # VMG0602 fail
  name       = "debian-13"
  source_uri = "http://images.example.edu/debian-13.qcow2"
}

resource "nutanix_image" "later" { # VMG0602 unknown
  name       = "debian-13"
  source_uri = terraform_data.later.id
}

resource "nutanix_images_v2" "encrypted" { # VMG0602 pass, VMG0601 pass
  name = "debian-13"
  type = "DISK_IMAGE"
  source {
    url_source {
      url = "https://images.example.edu/debian-13.qcow2"
    }
  }
}

resource "nutanix_images_v2" "plain" { # VMG0602 fail, VMG0601 fail
  name = "debian-13"
  type = "DISK_IMAGE"
  source {
    url_source {
      url                       = "http://images.example.edu/debian-13.qcow2"
      should_allow_insecure_url = true
    }
  }
}

resource "nutanix_images_v2" "later" { # VMG0602 unknown, VMG0601 unknown
  name = "debian-13"
  type = "DISK_IMAGE"
  source {
    url_source {
      url                       = terraform_data.later.id
      should_allow_insecure_url = terraform_data.later.id != ""
    }
  }
}
