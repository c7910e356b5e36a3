terraform {
  required_providers {
    vsphere = { source = "vmware/vsphere" }
  }
}

variable "networks" { default = { app = "pg-app", db = "pg-db" } }

data "vsphere_datacenter" "dc" {
  name = "dc1"
}

data "vsphere_network" "net" {
  for_each      = var.networks
  name          = each.value
  datacenter_id = data.vsphere_datacenter.dc.id
}

resource "vsphere_virtual_machine" "vm" {
  for_each         = data.vsphere_network.net
  name             = "vm-${each.key}"
  resource_pool_id = "resgroup-1"
  annotation       = each.value.name
  network_interface {
    network_id = each.value.id
  }
}

resource "terraform_data" "names" {
  input = { for key, net in data.vsphere_network.net : key => net.name }
}

resource "terraform_data" "keys" {
  for_each = toset(keys(data.vsphere_network.net))
  input    = each.key
}
