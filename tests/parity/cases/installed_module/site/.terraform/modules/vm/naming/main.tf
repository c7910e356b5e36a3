variable "name" {}
output "names" { value = [for i in range(2) : "${var.name}-${i}"] }
