# The link to a host, which this provider never verifies.

terraform {
  required_providers {
    esxi = {
      source  = "josenk/esxi"
      version = "1.10.3"
    }
  }
}

provider "esxi" { # VMG0601 fail, VMG0701 fail, VMG3301 fail, VMG0201 pass
  esxi_hostname = "esx-01.example.edu"
  esxi_password = "example"
}

provider "esxi" { # VMG0601 fail, VMG3301 fail, VMG0201 unknown
  alias         = "later"
  esxi_hostname = terraform_data.later.id
}

resource "terraform_data" "later" {}

resource "esxi_guest" "encrypted" { # VMG0602 pass
  guest_name = "encrypted"
  disk_store = "ds1"
  ovf_source = "https://images.example.edu/debian-13.ova"
}

resource "esxi_guest" "plain" { # VMG0602 fail
  guest_name = "plain"
  disk_store = "ds1"
  ovf_source = "http://images.example.edu/debian-13.ova"
}

resource "esxi_guest" "later" { # VMG0602 unknown
  guest_name = "later"
  disk_store = "ds1"
  ovf_source = terraform_data.later.id
}

resource "esxi_resource_pool" "web" { # VMG0301 silent
  resource_pool_name = "web"
}

resource "esxi_virtual_disk" "data" { # VMG0301 silent
  virtual_disk_disk_store = "ds1"
  virtual_disk_dir        = "data"
  virtual_disk_type       = "thin"
}
