variable "dr" { default = false }

module "dr" {
  source = "./m"
  count  = var.dr ? 1 : 0
  name   = "dr"
}

module "main" {
  source = "./m"
  count  = var.dr ? 0 : 1
  name   = "main"
}

resource "terraform_data" "which" {
  input = {
    name   = var.dr ? module.dr[0].name : module.main[0].name
    one    = one(module.dr[*].name)
    concat = concat(module.dr[*].name, module.main[*].name)
    try    = try(module.dr[0].name, "no dr")
    join   = join(",", module.main.*.name)
  }
}
