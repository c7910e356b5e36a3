terraform {
  required_providers {
    vsphere = { source = "vmware/vsphere" }
  }
}

variable "machines" {
  default = [{
    name  = "web-1"
    nics  = ["10.1.0.5", "10.2.0.5"]
    disks = [{ size = 20 }, { size = 40, thin = false }]
  }]
}

resource "vsphere_virtual_machine" "vm" {
  for_each         = { for m in var.machines : m.name => m }
  name             = each.key
  resource_pool_id = "resgroup-1"
  datastore_id     = "datastore-1"

  dynamic "disk" {
    for_each = each.value.disks
    content {
      label            = "disk${disk.key}"
      size             = disk.value.size
      unit_number      = disk.key
      thin_provisioned = try(disk.value.thin, true)
    }
  }

  clone {
    template_uuid = "564d0000-0000-0000-0000-000000000000"
    dynamic "customize" {
      for_each = length(each.value.nics) > 0 ? [each.value] : []
      content {
        linux_options {
          host_name = each.key
          domain    = "example.edu"
        }
        dynamic "network_interface" {
          for_each = customize.value.nics
          iterator = nic
          content {
            ipv4_address = nic.value
            ipv4_netmask = 24
            dns_domain   = "${nic.key}.${customize.key}.example.edu"
          }
        }
      }
    }
  }

  network_interface {
    network_id = "network-1"
  }
  dynamic "network_interface" {
    for_each = slice(each.value.nics, 1, length(each.value.nics))
    content {
      network_id   = "network-${network_interface.key + 2}"
      adapter_type = "vmxnet3"
    }
  }
}
