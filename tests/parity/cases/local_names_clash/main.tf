variable "name" { default = "variable" }
locals { name = "local" }
module "name" {
  source = "./m"
  name   = local.name
}
resource "terraform_data" "name" { input = [var.name, local.name, module.name.name] }
resource "terraform_data" "local" { input = terraform_data.name.input[2] }
output "name" { value = terraform_data.local.input }
