resource "terraform_data" "a" { input = var.x }
variable "x" { default = "default" }
