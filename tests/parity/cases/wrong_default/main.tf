variable "number" {
  type    = number
  default = "not a number"
}
variable "list" {
  type    = list(string)
  default = "a"
}
resource "terraform_data" "x" { input = var.number }
resource "terraform_data" "y" { input = var.list }
resource "terraform_data" "fine" { input = "fine" }
