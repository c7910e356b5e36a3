terraform {
  required_providers {
    virtualization = {
      source = "bpg/proxmox"
    }
    shuffle = {
      source = "hashicorp/random"
    }
  }
}

provider "virtualization" {
  endpoint  = "https://pve.example.edu:8006/"
  api_token = "root@pam!t=00000000-0000-0000-0000-000000000000"
}

resource "proxmox_virtual_environment_pool" "p" {
  provider = virtualization
  pool_id  = "p"
  comment  = "by another name"
}

resource "random_pet" "name" {
  provider = shuffle
  length   = 2
  keepers  = { pool = proxmox_virtual_environment_pool.p.pool_id }
}
