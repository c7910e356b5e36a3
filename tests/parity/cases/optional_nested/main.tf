terraform {
  required_providers {
    vsphere = { source = "vmware/vsphere" }
  }
}

variable "machines" {
  type = map(object({
    cpus   = optional(number, 2)
    memory = optional(number)
    disks = optional(list(object({
      size = number
      thin = optional(bool, true)
      mode = optional(string, "persistent")
    })), [{ size = 20 }])
    nic = optional(object({
      network = string
      mac     = optional(string)
      tags    = optional(map(string), { zone = "lan" })
    }), { network = "network-0" })
    labels = optional(set(string), ["b", "a", "b"])
  }))
  default = {
    small = {}
    big   = { cpus = "8", memory = 8192, disks = [{ size = 40 }, { size = "80", thin = false, mode = null }], nic = { network = "network-7", tags = null } }
    odd   = { cpus = null, nic = null, unknown_key = "dropped" }
  }
}

resource "vsphere_virtual_machine" "vm" {
  for_each         = var.machines
  name             = each.key
  resource_pool_id = "resgroup-1"
  num_cpus         = each.value.cpus
  memory           = coalesce(each.value.memory, 1024 * each.value.cpus)
  extra_config     = each.value.nic.tags
  dynamic "disk" {
    for_each = each.value.disks
    content {
      label            = "disk${disk.key}"
      unit_number      = disk.key
      size             = disk.value.size
      thin_provisioned = disk.value.thin
      disk_mode        = disk.value.mode
    }
  }
  network_interface {
    network_id     = each.value.nic.network
    mac_address    = each.value.nic.mac
    use_static_mac = each.value.nic.mac != null
  }
}

resource "terraform_data" "raw" {
  input = var.machines["odd"]
}

resource "terraform_data" "labels" {
  input = [for l in var.machines.small.labels : upper(l)]
}
