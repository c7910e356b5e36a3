ephemeral "random_password" "p" {
  length = 12
}

locals {
  plain = "plain"
}

resource "terraform_data" "fine" {
  input = local.plain
}

resource "terraform_data" "leaked" {
  input = ephemeral.random_password.p.result
}
