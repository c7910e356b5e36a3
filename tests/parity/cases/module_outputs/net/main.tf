variable "name" { type = string }
variable "vlan" { type = number }
output "vlan" { value = var.vlan }
output "info" {
  value = {
    labels = ["${var.name}-net", "x"]
    map    = { (var.name) = tostring(var.vlan) }
  }
}
resource "terraform_data" "x" { input = "${var.name}/${var.vlan}" }
