variable "value" { type = string }
variable "object" { type = map(list(string)) }
resource "terraform_data" "x" { input = [var.value, var.object] }
