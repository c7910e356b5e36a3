terraform {
  required_providers {
    vsphere = {
      source                = "vmware/vsphere"
      configuration_aliases = [vsphere.a, vsphere.b]
    }
    proxmox = {
      source = "bpg/proxmox"
    }
  }
}

resource "vsphere_folder" "a" {
  provider      = vsphere.a
  path          = "a"
  type          = "vm"
  datacenter_id = "dc-1"
}

resource "vsphere_folder" "b" {
  provider      = vsphere.b
  path          = "b"
  type          = "vm"
  datacenter_id = "dc-1"
}

resource "proxmox_virtual_environment_pool" "p" {
  pool_id = "p"
}

module "deeper" {
  source = "./deeper"
  providers = {
    vsphere = vsphere.b
  }
}
