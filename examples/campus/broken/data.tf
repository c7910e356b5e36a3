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

data "vsphere_datastore" "iso" {
  name          = "ds-iso-01"
  datacenter_id = data.vsphere_datacenter.campus.id
}

# Nobody remembers what this network is for, and the site's inventory does not have it.
data "vsphere_network" "legacy" {
  name          = "pg-legacy-42"
  datacenter_id = data.vsphere_datacenter.campus.id
}

data "vsphere_virtual_machine" "debian13" {
  name          = "tpl-debian13-2026.11"
  datacenter_id = data.vsphere_datacenter.campus.id
}

data "vsphere_virtual_machine" "debian13_test" {
  name          = "tpl-debian13-test"
  datacenter_id = data.vsphere_datacenter.campus.id
}

data "vsphere_virtual_machine" "debian13_older" {
  name          = "tpl-debian13-2025.09"
  datacenter_id = data.vsphere_datacenter.campus.id
}

data "vsphere_virtual_machine" "centos7" {
  name          = "tpl-centos7-2024.05"
  datacenter_id = data.vsphere_datacenter.campus.id
}

data "vsphere_virtual_machine" "librenms" {
  name          = "tpl-librenms-25.4"
  datacenter_id = data.vsphere_datacenter.campus.id
}
