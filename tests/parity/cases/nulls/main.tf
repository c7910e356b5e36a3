terraform {
  required_providers {
    proxmox = { source = "bpg/proxmox" }
  }
}

variable "nullable" {
  type    = string
  default = "default"
}

variable "firm" {
  type     = string
  default  = "default"
  nullable = false
}

variable "list" {
  type     = list(string)
  default  = []
  nullable = false
}

module "m" {
  source   = "./m"
  nullable = null
  firm     = null
  object   = { a = null }
}

resource "proxmox_virtual_environment_vm" "vm" {
  name        = var.nullable
  node_name   = "pve1"
  description = null
  on_boot     = null
  tags        = var.list
  network_device {
    bridge  = "vmbr0"
    vlan_id = null
    mtu     = var.nullable == null ? 1500 : null
  }
}

resource "terraform_data" "all" {
  input = {
    firm  = var.firm
    list  = var.list
    is    = var.nullable == null
    both  = coalesce(var.nullable, "fallback")
    inner = null
    items = [null, 1]
  }
}
