terraform {
  required_providers {
    proxmox = {
      source  = "bpg/proxmox"
      version = "~> 0.100"
    }
  }
}

provider "proxmox" {
  alias     = "site-b"
  endpoint  = "https://b.example.edu:8006/"
  api_token = "root@pam!t=00000000-0000-0000-0000-000000000000"
}

resource "proxmox_virtual_environment_pool" "p" {
  provider = proxmox.site-b
  pool_id  = "p"
}

resource "proxmox_virtual_environment_pool" "q" {
  provider = "proxmox.site-b"
  pool_id  = "q"
}
