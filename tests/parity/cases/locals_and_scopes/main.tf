variable "list" {
  type    = list(map(string))
  default = [{ id = 1, n = "one" }, { id = 2, n = "two" }]
}

locals {
  by_id = { for item in var.list : item.id => item }
  names = { for id, item in local.by_id : item.n => { id = id, twice = "${id}${id}" } }
  lookup = {
    for k in ["one", "three"] : k => try(local.names[k].id, "none")
  }
  nested = [for i in range(2) : { for j in range(2) : "${i}${j}" => i * j }]
  filter = [for k, v in { a = 1, b = null, c = 3 } : "${k}=${v}" if v != null]
  multi  = flatten([for a in ["x", "y"] : [for b in ["1", "2"] : { key = "${a}${b}", a = a }]])
  group  = { for m in local.multi : m.a => m.key... }
  empty  = { for k, v in {} : k => v }
  chars  = [for c in split("", "abc") : c]
  keyed  = { for i, v in ["p", "q"] : i => v }
}

resource "terraform_data" "all" {
  input = [local.by_id, local.names, local.lookup, local.nested, local.filter, local.group, local.empty, local.chars, local.keyed]
}

resource "terraform_data" "each" {
  for_each = local.keyed
  input    = "${each.key}-${each.value}"
}
