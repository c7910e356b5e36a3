variable "sites" {
  type = map(object({
    networks = optional(map(object({
      vlan  = optional(number, "1")
      cidr  = optional(string, null)
      hosts = optional(set(string))
      dhcp  = optional(object({ on = optional(bool, false), range = optional(tuple([number, number]), [10, 20]) }), { on = true })
    })), { default = {} })
    tags = optional(list(string), ["a"])
  }))
  default = {
    a = {}
    b = { networks = { x = { vlan = "7", hosts = ["h2", "h1"] }, y = { dhcp = {} } }, tags = [] }
    c = { networks = { z = { dhcp = { range = ["1", 2] } } }, tags = null }
  }
}

module "m" {
  source = "./m"
  site   = { networks = { p = {} } }
}

resource "terraform_data" "site" {
  for_each = var.sites
  input    = each.value
}
