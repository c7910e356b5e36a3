variable "secret" {}
output "secret" {
  value     = "x-${var.secret}"
  sensitive = true
}
output "plain" { value = "network-1" }
