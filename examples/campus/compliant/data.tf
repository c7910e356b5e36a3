data "vsphere_datacenter" "campus" {
  name = "campus-dc1"
}

data "vsphere_compute_cluster" "general" {
  name          = "cl-general"
  datacenter_id = data.vsphere_datacenter.campus.id
}

data "vsphere_compute_cluster" "research" {
  name          = "cl-research"
  datacenter_id = data.vsphere_datacenter.campus.id
}

data "vsphere_datastore" "general" {
  name          = "ds-general-01"
  datacenter_id = data.vsphere_datacenter.campus.id
}

data "vsphere_virtual_machine" "debian13" {
  name          = "tpl-debian13-2026.11"
  datacenter_id = data.vsphere_datacenter.campus.id
}
