terraform {
  required_providers {
    vsphere = { source = "vmware/vsphere" }
  }
}

variable "password" {
  type      = string
  sensitive = true
  default   = "hunter2"
}

variable "settings" {
  type      = map(string)
  sensitive = true
  default   = { a = "1", b = "2" }
}

locals {
  token = sensitive("token")
  mixed = { user = "svc", password = var.password }
}

module "m" {
  source = "./m"
  secret = var.password
}

resource "vsphere_virtual_machine" "vm" {
  name             = "vm"
  resource_pool_id = "resgroup-1"
  annotation       = "owner ${local.mixed.user}"
  extra_config     = merge({ "guestinfo.a" = "b" }, { "guestinfo.password" = var.password })
  num_cpus         = length(var.password) > 3 ? 2 : 1
  folder           = nonsensitive(local.token)
  clone {
    template_uuid = "t"
    customize {
      windows_options {
        computer_name  = "vm"
        admin_password = var.password
      }
    }
  }
  network_interface {
    network_id = module.m.plain
  }
}

resource "terraform_data" "all" {
  for_each = nonsensitive(toset(keys(var.settings)))
  input    = [each.key, var.settings[each.key], module.m.secret, local.mixed]
}
