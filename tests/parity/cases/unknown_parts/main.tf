terraform {
  required_providers {
    vsphere = { source = "vmware/vsphere" }
    random  = { source = "hashicorp/random" }
  }
}

resource "random_pet" "name" {}

locals {
  hardening = { "isolation.tools.copy.disable" = "TRUE" }
}

resource "vsphere_virtual_machine" "vm" {
  name             = "vm-${random_pet.name.id}"
  resource_pool_id = "resgroup-1"
  extra_config     = merge(local.hardening, { "guestinfo.name" = random_pet.name.id })
  num_cpus         = random_pet.name.id == "x" ? 2 : 2
  memory           = true ? 1024 : random_pet.name.length
  dynamic "disk" {
    for_each = [10, 20]
    content {
      label       = disk.key == 0 ? "first" : random_pet.name.id
      size        = disk.value
      unit_number = disk.key
    }
  }
  network_interface {
    network_id   = random_pet.name.id
    adapter_type = "vmxnet3"
  }
}

resource "terraform_data" "parts" {
  input = {
    list   = ["a", random_pet.name.id]
    length = length(["a", random_pet.name.id])
    concat = concat(["x"], [random_pet.name.id])[0]
    keys   = keys({ a = random_pet.name.id })
    merge  = merge({ a = 1 }, { b = random_pet.name.id }).a
    any    = anytrue([true, random_pet.name.id == "x"])
    zip    = zipmap(["k"], [random_pet.name.id])
    for    = [for x in ["a", random_pet.name.id] : x]
    set    = length(toset(["a", "b"]))
    sep    = random_pet.name.separator
    len    = random_pet.name.length
  }
}
