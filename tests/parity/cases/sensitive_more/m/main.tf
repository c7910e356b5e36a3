variable "mixed" { type = object({ plain = string, secret = string }) }
output "plain" { value = var.mixed.plain }
resource "terraform_data" "x" { input = [for k in keys(var.mixed) : k] }
