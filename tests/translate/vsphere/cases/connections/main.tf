terraform {
  required_providers {
    vsphere = {
      source  = "vmware/vsphere"
      version = "2.16.1"
    }
  }
}

# Whoever checks no certificate takes a self-signed one.
provider "vsphere" { # VMG0601 fail, VMG0701 fail, VMG3301 fail
  vsphere_server       = "vcenter.example.edu"
  user                 = "terraform"
  password             = "given elsewhere"
  allow_unverified_ssl = "true"
}

provider "vsphere" { # VMG0601 pass, VMG0701 pass, VMG3301 pass
  alias          = "dr"
  vsphere_server = "vcenter-dr.example.edu"
  user           = "terraform"
  password       = "given elsewhere"
}

provider "vsphere" { # VMG0601 pass, VMG0701 pass, VMG3301 pass, VMG0201 unknown
  alias                = "written"
  user                 = "terraform"
  password             = "given elsewhere"
  allow_unverified_ssl = false
}

data "vsphere_datacenter" "campus" {
  name = "campus-dc1"
}

data "vsphere_datacenter" "dr" {
  provider = vsphere.dr
  name     = "campus-dr"
}

data "vsphere_datacenter" "written" {
  provider = vsphere.written
  name     = "campus-dc2"
}
