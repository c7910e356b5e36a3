terraform {
  required_providers {
    proxmox = { source = "bpg/proxmox" }
  }
}

variable "rules" {
  type = map(object({ ports = set(string), source = optional(string), action = optional(string, "ACCEPT") }))
  default = {
    web = { ports = ["443", "80"] }
    ssh = { ports = ["22"], source = "10.0.0.0/8" }
    any = { ports = [], action = "DROP" }
  }
}

resource "proxmox_virtual_environment_cluster_firewall_security_group" "all" {
  name = "all"
  dynamic "rule" {
    for_each = var.rules
    iterator = it
    content {
      type    = "in"
      action  = it.value.action
      comment = it.key
      source  = it.value.source
      dport   = join(",", it.value.ports)
      enabled = length(it.value.ports) > 0
    }
  }
  dynamic "rule" {
    for_each = toset(["b", "a"])
    content {
      type    = "out"
      action  = "DROP"
      comment = "${rule.key}=${rule.value}"
    }
  }
  rule {
    type   = "in"
    action = "REJECT"
  }
}
