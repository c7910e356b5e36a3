terraform {
  required_providers {
    vsphere = { source = "hashicorp/vsphere" }
  }
}

variable "name" {
  type    = string
  default = "main"
}

variable "size" { default = 1 }

locals {
  a = "main"
  b = "main"
}

resource "vsphere_virtual_machine" "vm" {
  name             = var.name
  resource_pool_id = "resgroup-1"
  num_cpus         = var.size
  memory           = 1024
  extra_config     = { a = local.a, b = local.b }

  network_interface {
    network_id = "network-1"
  }
  network_interface {
    network_id = "network-2"
  }
  disk {
    label = "disk0"
    size  = 10
  }

  lifecycle {
    ignore_changes = [memory]
  }
}

output "x" { value = 1 }

module "m" {
  source = "./m"
  value  = "main"
}
