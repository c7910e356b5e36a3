variable "a" {}
variable "b" {}
variable "c" {}
variable "d" { type = map(string) }
variable "e" { default = "default" }
variable "f" { default = "default" }
variable "g" { type = list(number) }

resource "terraform_data" "all" {
  input = { a = var.a, b = var.b, c = var.c, d = var.d, e = var.e, f = var.f, g = var.g }
}
