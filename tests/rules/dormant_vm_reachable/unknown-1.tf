resource "vsphere_virtual_machine" "web" {
  name             = "web-01"
  resource_pool_id = data.vsphere_compute_cluster.general.resource_pool_id
  datastore_id     = "datastore-31"
  folder           = vsphere_folder.dormant.path

  network_interface {
    network_id = "dvportgroup-110"
  }
  disk {
    label = "disk0"
    size  = 40
  }
}

data "vsphere_compute_cluster" "general" {
  name          = "cl-general"
  datacenter_id = data.vsphere_datacenter.campus.id
}

data "vsphere_datacenter" "campus" {
  name = "campus-dc1"
}

resource "vsphere_folder" "dormant" {
  path          = "dormant"
  type          = "vm"
  datacenter_id = data.vsphere_datacenter.campus.id
}
