variable "name" {}
variable "vms" { type = map(object({ id = number })) }

module "vm" {
  source   = "../vm"
  for_each = var.vms
  name     = "${var.name}-${each.key}"
  node     = var.name
  id       = each.value.id
}

output "ids" { value = { for vm in module.vm : vm.name => vm.id } }
