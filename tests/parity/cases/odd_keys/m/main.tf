variable "key" {}
resource "terraform_data" "x" { input = var.key }
