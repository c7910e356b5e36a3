variable "value" {}
variable "other" { default = "none" }
resource "terraform_data" "x" { input = [var.value, var.other] }
