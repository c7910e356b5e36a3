terraform {
  required_providers {
    vsphere = { source = "vmware/vsphere" }
    random  = { source = "hashicorp/random" }
  }
}

resource "random_pet" "name" {}

data "vsphere_network" "by_unknown_name" {
  name          = random_pet.name.id
  datacenter_id = "datacenter-1"
}

data "vsphere_network" "after" {
  name       = "pg-after"
  depends_on = [random_pet.name]
}

data "vsphere_network" "counted" {
  count = 2
  name  = "pg-${count.index}"
}

resource "terraform_data" "x" {
  input = {
    fixed   = data.vsphere_network.by_unknown_name.datacenter_id
    after   = data.vsphere_network.after.name
    counted = data.vsphere_network.counted[*].name
    length  = length(data.vsphere_network.counted)
  }
}
