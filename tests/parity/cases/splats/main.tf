variable "list" {
  default = [
    { name = "a", ports = [1, 2], sub = { x = [{ y = 1 }, { y = 2 }] } },
    { name = "b", ports = [3, 4], sub = { x = [] } },
  ]
}

variable "one" { default = { name = "single" } }
variable "null" {
  type    = object({ name = string })
  default = null
}

locals {
  matrix = [[1, 2], [3, 4]]
}

resource "terraform_data" "all" {
  input = {
    full      = var.list[*].ports[0]
    attribute = var.list.*.ports[0]
    names     = var.list[*].name
    deep      = var.list[*].sub.x[*].y
    flat      = flatten(var.list[*].sub.x[*].y)
    single    = var.one[*].name
    null      = var.null[*].name
    null_len  = length(var.null[*])
    legacy    = var.list.0.ports.1
    double    = local.matrix.1[0]
    whole     = local.matrix[*][1]
    values    = { a = 1, b = 2 }[*]
    index     = var.list[length(var.list) - 1]["name"]
    nested    = [for l in var.list : l.ports[*]]
  }
}
