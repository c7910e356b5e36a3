variable "name" {}
module "naming" {
  source = "./naming"
  name   = var.name
}
resource "terraform_data" "vm" {
  count = 2
  input = module.naming.names[count.index]
}
output "names" { value = module.naming.names }
