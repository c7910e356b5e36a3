terraform {
  required_providers {
    proxmox = { source = "bpg/proxmox" }
  }
}

variable "site" {
  type = object({
    nodes = list(string)
    defaults = optional(object({
      cpu    = optional(string, "x86-64-v2-AES")
      bridge = optional(string, "vmbr0")
      agent  = optional(bool, true)
    }), {})
    vms = map(object({
      node   = optional(number, 0)
      cores  = number
      vlan   = optional(number)
      disks  = optional(map(number), { scsi0 = 20 })
      tags   = optional(set(string), [])
      on     = optional(bool)
      init   = optional(object({ ip = string, gw = optional(string), dns = optional(list(string), ["10.0.0.53"]) }))
    }))
  })
}

locals {
  vms = { for name, vm in var.site.vms : name => merge(vm, { tags = setunion(vm.tags, ["terraform"]) }) }
}

resource "proxmox_virtual_environment_vm" "vm" {
  for_each  = local.vms
  name      = each.key
  node_name = var.site.nodes[each.value.node % length(var.site.nodes)]
  tags      = sort(each.value.tags)
  on_boot   = each.value.on
  started   = coalesce(each.value.on, true)
  agent {
    enabled = var.site.defaults.agent
  }
  cpu {
    cores = each.value.cores
    type  = var.site.defaults.cpu
  }
  network_device {
    bridge  = "vmbr0"
    vlan_id = each.value.vlan
  }
  dynamic "disk" {
    for_each = each.value.disks
    content {
      interface    = disk.key
      size         = disk.value
      datastore_id = "local-zfs"
    }
  }
  dynamic "initialization" {
    for_each = each.value.init[*]
    content {
      dns {
        servers = initialization.value.dns
      }
      ip_config {
        ipv4 {
          address = initialization.value.ip
          gateway = initialization.value.gw
        }
      }
    }
  }
}
