terraform {
  required_providers {
    vsphere = { source = "vmware/vsphere" }
  }
}

resource "terraform_data" "kept" {
  input = "kept"
}

import {
  for_each = toset(["a"])
  to       = terraform_data.imported[each.key]
  id       = "some-id-${each.key}"
}

resource "terraform_data" "imported" {
  for_each = toset(["a", "b"])
  input    = each.key
}

check "network" {
  data "vsphere_network" "probe" {
    name = "pg-prod"
  }
  assert {
    condition     = data.vsphere_network.probe.name == "pg-prod"
    error_message = "it is not there"
  }
}
