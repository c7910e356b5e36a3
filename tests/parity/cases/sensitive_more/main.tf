variable "tokens" {
  type      = map(object({ user = string, secret = optional(string, "s") }))
  sensitive = true
  default   = { a = { user = "u" } }
}

locals {
  users = [for k, t in nonsensitive(var.tokens) : t.user]
  mixed = { plain = "p", secret = var.tokens["a"].secret }
}

module "m" {
  source = "./m"
  mixed  = local.mixed
}

resource "terraform_data" "x" {
  for_each = toset(local.users)
  input = {
    user   = each.key
    plain  = local.mixed.plain
    secret = local.mixed.secret
    len    = length(var.tokens)
    text   = "${local.mixed.secret}-x"
    out    = module.m.plain
    is     = issensitive(local.mixed.secret)
    list   = [for s in [local.mixed.secret] : s == "s" ? "yes" : "no"]
  }
}
