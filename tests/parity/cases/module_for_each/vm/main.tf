terraform {
  required_providers {
    proxmox = { source = "bpg/proxmox" }
  }
}

variable "name" { type = string }
variable "cores" { default = 1 }
variable "memory" {
  type    = number
  default = 1024
}

resource "proxmox_virtual_environment_vm" "this" {
  name      = var.name
  node_name = "pve1"
  cpu {
    cores = var.cores
  }
  memory {
    dedicated = var.memory
  }
}

output "name" { value = proxmox_virtual_environment_vm.this.name }
output "cores" { value = proxmox_virtual_environment_vm.this.cpu[0].cores }
