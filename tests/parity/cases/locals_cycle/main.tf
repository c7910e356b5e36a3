locals {
  a = local.b
  b = "${local.c}!"
  c = [local.a]
  d = "fine"
}

resource "terraform_data" "cyclic" {
  input = local.a
}

resource "terraform_data" "fine" {
  input = local.d
}
