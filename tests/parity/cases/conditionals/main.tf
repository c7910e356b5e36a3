variable "env" { default = "test" }
variable "size" { default = null }
variable "flags" {
  type    = object({ a = bool, b = optional(bool) })
  default = { a = true }
}

locals {
  cpus = var.env == "prod" ? 8 : var.env == "stage" ? 4 : var.env == "test" ? 2 : 1
  size = var.size == null ? local.cpus * 10 : var.size > 100 ? 100 : var.size
}

resource "terraform_data" "all" {
  input = {
    cpus  = local.cpus
    size  = local.size
    mixed = local.cpus > 1 ? "many" : 1
    list  = local.cpus > 1 ? [] : ["x"]
    map   = local.cpus == 1 ? {} : { a = 1, b = "x" }
    not   = !var.flags.a || (var.flags.b != null ? var.flags.b : false)
    null  = var.flags.b == true ? "yes" : null
    str   = "${var.env != "prod" ? "not " : ""}production"
    num   = true ? 1 : "1"
    nested = [for x in [1, 2, 3] : x % 2 == 0 ? "even" : x == 1 ? "one" : "odd"]
  }
}

resource "terraform_data" "maybe" {
  count = local.cpus >= 2 && var.env != "prod" ? 1 : 0
  input = one(terraform_data.never[*].input)
}

resource "terraform_data" "never" {
  count = var.flags.b == true ? 1 : 0
  input = "never"
}
