locals {
  machines = {
    "web-1" = { cores = 2, memory = 4096 }
    "web-2" = { cores = 4 }
  }
}

module "vm" {
  source   = "./vm"
  for_each = local.machines
  name     = each.key
  cores    = each.value.cores
  memory   = try(each.value.memory, 2048)
}

module "spare" {
  source = "./vm"
  count  = 2
  name   = "spare-${count.index + 1}"
}

module "none" {
  source = "./vm"
  count  = 0
  name   = "none"
}

resource "terraform_data" "outputs" {
  input = {
    by_name = { for name, vm in module.vm : name => vm.cores }
    spares  = module.spare[*].name
    none    = length(module.none)
    one     = module.vm["web-2"].name
    all     = values(module.vm)[*].name
  }
}
