variable "v" {
  default = ["over", 1]
}
resource "terraform_data" "x" {
  for_each = { b = 1, c = 2 }
  lifecycle {
    create_before_destroy = true
  }
  provisioner "local-exec" {
    command = "echo override"
  }
}
resource "terraform_data" "y" {
  count = 0
}
module "m" {
  source = "./two"
}
