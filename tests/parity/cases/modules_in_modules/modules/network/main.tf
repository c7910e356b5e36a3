variable "prefix" {}
variable "vlans" { type = map(number) }

resource "proxmox_virtual_environment_network_linux_vlan" "this" {
  for_each  = var.vlans
  node_name = "pve1"
  name      = "${var.prefix}${each.key}"
  interface = "eno1"
  vlan      = each.value
  comment   = module.label.text
}

module "label" {
  source = "./label"
  text   = "of ${var.prefix}*"
}

output "names" { value = [for v in proxmox_virtual_environment_network_linux_vlan.this : v.name] }
