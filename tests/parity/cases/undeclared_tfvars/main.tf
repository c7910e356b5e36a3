variable "known" { default = "default" }
resource "terraform_data" "a" { input = var.known }
