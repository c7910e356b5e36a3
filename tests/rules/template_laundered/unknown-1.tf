resource "vsphere_virtual_machine" "web" {
  name             = "web-01"
  resource_pool_id = "resgroup-21"
  datastore_id     = "datastore-31"

  network_interface {
    network_id = "dvportgroup-110"
  }
  disk {
    label = "disk0"
    attach       = terraform_data.attach.output
    path         = "images/debian.vmdk"
    datastore_id = "datastore-31"
  }
}

resource "terraform_data" "attach" {
  input = timestamp() != ""
}
