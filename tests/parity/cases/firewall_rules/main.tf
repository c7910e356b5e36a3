terraform {
  required_providers {
    proxmox = { source = "bpg/proxmox" }
  }
}

variable "open" {
  type = list(object({ port = any, from = optional(list(string), ["10.0.0.0/8"]) }))
  default = [
    { port = 22, from = ["10.1.0.0/16", "10.2.0.0/16"] },
    { port = 443 },
  ]
}

locals {
  rules = flatten([for r in var.open : [for f in r.from : { port = r.port, from = f }]])
}

resource "proxmox_virtual_environment_firewall_rules" "in" {
  node_name = "pve1"
  vm_id     = 100
  dynamic "rule" {
    for_each = { for r in local.rules : "${r.port}-${r.from}" => r }
    content {
      type    = "in"
      action  = "ACCEPT"
      proto   = "tcp"
      dport   = rule.value.port
      source  = rule.value.from
      comment = rule.key
      log     = length(local.rules) > 2 ? "info" : null
    }
  }
}
