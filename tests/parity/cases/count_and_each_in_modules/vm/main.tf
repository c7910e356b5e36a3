terraform {
  required_providers {
    proxmox = { source = "bpg/proxmox" }
  }
}
variable "name" {}
variable "node" {}
variable "id" {}
resource "proxmox_virtual_environment_vm" "this" {
  count     = 1
  name      = var.name
  node_name = var.node
  vm_id     = var.id
  lifecycle {
    ignore_changes = all
  }
}
output "name" { value = one(proxmox_virtual_environment_vm.this[*].name) }
output "id" { value = proxmox_virtual_environment_vm.this[0].vm_id }
