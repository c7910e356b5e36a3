terraform {
  required_providers {
    proxmox = {
      source = "bpg/proxmox"
    }
  }
}

resource "terraform_data" "type" {
  input = "secure"
}

resource "proxmox_virtual_environment_cluster_options" "campus" {
  migration_type = terraform_data.type.output
}
