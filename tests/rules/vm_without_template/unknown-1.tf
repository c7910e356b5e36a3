resource "vsphere_virtual_machine" "web" {
  name             = "web-01"
  resource_pool_id = "resgroup-21"
  datastore_id     = "datastore-31"

  network_interface {
    network_id = "dvportgroup-110"
  }
  disk {
    label = "disk0"
    size  = 40
  }
  dynamic "clone" {
    for_each = terraform_data.choice.output
    content {
      template_uuid = clone.value
    }
  }
}

resource "terraform_data" "choice" {
  input = ["42301d1f-94a1-4e4b-8e4a-5f1c7f0b7d13"]
}
