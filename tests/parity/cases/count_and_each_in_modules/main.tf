locals {
  nodes = ["pve1", "pve2"]
}

module "node" {
  source = "./node"
  count  = length(local.nodes)
  name   = local.nodes[count.index]
  vms    = { "vm${count.index}" = { id = 100 * (count.index + 1) } }
}

resource "terraform_data" "ids" {
  input = {
    all   = flatten([for n in module.node : values(n.ids)])
    merge = merge(module.node[*].ids...)
    first = module.node[0].ids["pve1-vm0"]
  }
}
