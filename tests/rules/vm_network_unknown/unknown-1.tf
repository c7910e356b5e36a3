resource "vsphere_virtual_machine" "web" {
  name             = "web-01"
  resource_pool_id = "resgroup-21"
  datastore_id     = "datastore-31"

  network_interface {
    network_id = terraform_data.choice.output
  }
  disk {
    label = "disk0"
    size  = 40
  }
}

resource "terraform_data" "choice" {
  input = "dvportgroup-110"
}
