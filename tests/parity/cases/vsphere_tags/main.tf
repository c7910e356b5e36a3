terraform {
  required_providers {
    vsphere = { source = "vmware/vsphere" }
  }
}

variable "tags" {
  type    = map(list(string))
  default = { lifecycle = ["unused", "dormant"], owner = ["it"] }
}

resource "vsphere_tag_category" "c" {
  for_each         = var.tags
  name             = each.key
  cardinality      = length(each.value) > 1 ? "MULTIPLE" : "SINGLE"
  associable_types = ["VirtualMachine", "Datastore", "VirtualMachine"]
}

resource "vsphere_tag" "t" {
  for_each    = merge([for c, names in var.tags : { for n in names : "${c}/${n}" => { category = c, name = n } }]...)
  name        = each.value.name
  category_id = vsphere_tag_category.c[each.value.category].id
}

resource "vsphere_resource_pool" "p" {
  name                    = "pool"
  parent_resource_pool_id = "resgroup-1"
  tags                    = [vsphere_tag.t["owner/it"].id]
  cpu_share_level         = "custom"
  cpu_shares              = 4000
  memory_reservation      = 1024 * 4
}

resource "vsphere_folder" "f" {
  for_each      = toset([for t in vsphere_tag.t : t.name])
  path          = "by-tag/${each.value}"
  type          = "vm"
  datacenter_id = "dc-1"
  custom_attributes = {
    a = each.key
    b = null
  }
}
