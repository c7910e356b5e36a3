module "net" {
  source   = "./net"
  for_each = { app = 110, db = 120 }
  name     = each.key
  vlan     = each.value
}

locals {
  vlans = { for name, net in module.net : name => net.vlan }
  first = module.net["app"]
}

module "consumer" {
  source = "./consumer"
  nets   = module.net
  vlans  = [for v in local.vlans : v + 1]
}

resource "terraform_data" "all" {
  input = {
    vlans  = local.vlans
    whole  = local.first
    splat  = values(module.net)[*].info.labels[0]
    merged = merge([for n in module.net : n.info.map]...)
    key    = { for k, n in module.net : n.vlan => k }
    deep   = module.consumer.names
  }
}
