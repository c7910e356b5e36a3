terraform {
  required_providers {
    vsphere = {
      source  = "vmware/vsphere"
      version = ">= 2.0"
    }
    pve = {
      source = "bpg/proxmox"
    }
  }
}

provider "vsphere" {
  vsphere_server = "vc1.example.edu"
  user           = "svc"
  password       = "not-a-real-password"
}

provider "vsphere" {
  alias                = "dr"
  vsphere_server       = "vc2.example.edu"
  user                 = "svc"
  password             = "not-a-real-password"
  allow_unverified_ssl = true
}

provider "pve" {
  endpoint  = "https://pve.example.edu:8006/"
  api_token = "root@pam!t=00000000-0000-0000-0000-000000000000"
}

resource "vsphere_folder" "main" {
  path          = "web"
  type          = "vm"
  datacenter_id = "dc-1"
}

resource "vsphere_folder" "dr" {
  provider      = vsphere.dr
  path          = "web"
  type          = "vm"
  datacenter_id = "dc-2"
}

module "both" {
  source = "./both"
  providers = {
    vsphere.a = vsphere
    vsphere.b = vsphere.dr
    proxmox   = pve
  }
}
