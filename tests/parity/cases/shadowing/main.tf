variable "each" { default = "variable each" }
variable "rule" { default = "variable rule" }
variable "disk" { default = "variable disk" }

locals {
  each  = "local each"
  count = 5
  v     = [for each in ["x"] : [for v in ["y"] : "${each}${v}"]]
  path  = { module = "not a path" }
}

resource "terraform_data" "x" {
  for_each = toset(["k"])
  input    = [each.key, var.each, local.each, local.count, local.v, local.path.module, [for each in ["z"] : each]]
}

resource "terraform_data" "y" {
  count = 1
  input = [for count in [7] : count + 1]
}
