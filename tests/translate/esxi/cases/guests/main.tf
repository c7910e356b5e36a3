# What guests are created from, what is in them, and whether they are off.

terraform {
  required_providers {
    esxi = {
      source  = "josenk/esxi"
      version = "1.10.3"
    }
  }
}

resource "terraform_data" "later" {}

resource "esxi_guest" "cloned" { # VMG3001 pass, VMG3002 pass, VMG3003 pass, VMG3004 pass, VMG3501 pass, VMG3502 pass, VMG2301 pass
  guest_name    = "cloned"
  disk_store    = "ds1"
  clone_from_vm = "tpl-debian13"
  guestos       = "debian13-64"
}

resource "esxi_guest" "deployed" { # VMG3001 pass, VMG3002 pass
  guest_name = "deployed"
  disk_store = "ds1"
  ovf_source = "https://images.example.edu/debian-13.ova"
}

resource "esxi_guest" "unapproved" { # VMG3001 pass, VMG3002 fail, VMG3501 fail
  guest_name    = "unapproved"
  disk_store    = "ds1"
  clone_from_vm = "tpl-centos7"
  guestos       = "centos7-64"
}

resource "esxi_guest" "of_a_running_machine" { # VMG3001 pass, VMG3002 fail
  guest_name    = "of-a-running-machine"
  disk_store    = "ds1"
  clone_from_vm = esxi_guest.cloned.guest_name
}

resource "esxi_guest" "empty" { # VMG3001 fail, VMG3502 fail
  guest_name = "empty"
  disk_store = "ds1"
  guestos    = "otherlinux-64"
}

resource "esxi_guest" "ignored" { # VMG3004 fail/pass, VMG0302 pass/silent
  guest_name    = "ignored"
  disk_store    = "ds1"
  clone_from_vm = "tpl-debian13"

  lifecycle {
    ignore_changes = [clone_from_vm]
  }
}

resource "esxi_guest" "running" { # VMG2301 fail
  guest_name = "old-running"
  disk_store = "ds1"
}

resource "esxi_guest" "off" { # VMG2301 pass
  guest_name = "old-off"
  disk_store = "ds1"
  power      = "off"
}

resource "esxi_guest" "later" { # VMG3001 unknown, VMG3002 unknown, VMG3502 unknown, VMG2301 unknown
  guest_name    = "old-later"
  disk_store    = "ds1"
  clone_from_vm = terraform_data.later.id
  guestos       = terraform_data.later.id
  power         = terraform_data.later.id
}
