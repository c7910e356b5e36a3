variable "name" { type = string }
variable "vlans" { type = map(number) }

module "network" {
  source = "../network"
  prefix = "${var.name}-"
  vlans  = var.vlans
}

output "names" { value = module.network.names }
