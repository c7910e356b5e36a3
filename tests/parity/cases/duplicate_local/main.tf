locals {
  a = 1
}
locals {
  a = 2
}
resource "terraform_data" "fine" { input = "fine" }
