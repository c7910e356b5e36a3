variable "first" {}
variable "second" {}
resource "terraform_data" "both" { input = [var.first, var.second] }
output "first" { value = "${var.first}!" }
output "second" { value = [var.second] }
