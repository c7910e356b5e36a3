variable "n" { default = 0 }
resource "terraform_data" "two" { input = var.n }
