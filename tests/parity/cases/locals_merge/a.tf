locals {
  defaults = { cpus = 2, memory = 1024, tags = ["base"], net = { bridge = "vmbr0", vlan = null } }
  machines = {
    a = {}
    b = { cpus = 4, net = { vlan = 12 } }
    c = { tags = concat(local.defaults.tags, ["c"]) }
  }
}
