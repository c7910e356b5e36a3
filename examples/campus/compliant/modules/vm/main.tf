terraform {
  required_providers {
    vsphere = {
      source = "vmware/vsphere"
    }
  }
}

locals {
  hardening = {
    "isolation.tools.copy.disable"         = "TRUE"
    "isolation.tools.paste.disable"        = "TRUE"
    "isolation.tools.dnd.disable"          = "TRUE"
    "isolation.tools.setGUIOptions.enable" = "FALSE"
    "tools.guestlib.enableHostInfo"        = "FALSE"
  }
}

resource "vsphere_virtual_machine" "this" {
  name             = var.name
  folder           = var.folder
  resource_pool_id = var.resource_pool_id
  datastore_id     = var.datastore_id
  guest_id         = var.guest_id
  num_cpus         = var.cpus
  memory           = var.memory
  firmware         = "efi"
  enable_logging   = true
  extra_config     = merge(var.extra_config, local.hardening)

  dynamic "network_interface" {
    for_each = var.network_ids
    content {
      network_id = network_interface.value
    }
  }

  dynamic "disk" {
    for_each = var.disks
    content {
      label       = "disk${disk.key}"
      size        = disk.value
      unit_number = disk.key
    }
  }

  clone {
    template_uuid = var.template_uuid

    customize {
      linux_options {
        host_name = var.name
        domain    = "campus.example.edu"
      }

      network_interface {
        ipv4_address = var.ip
        ipv4_netmask = 24
      }

      ipv4_gateway = var.gateway
    }
  }
}
