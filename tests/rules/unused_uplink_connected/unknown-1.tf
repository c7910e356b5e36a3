resource "vsphere_host_virtual_switch" "front" {
  name             = "vSwitch1"
  host_system_id   = data.vsphere_host.esx01.id
  network_adapters = ["vmnic2", "vmnic3"]
  active_nics      = [terraform_data.card.output]
}

data "vsphere_host" "esx01" {
  name          = "esx-01.example.edu"
  datacenter_id = "datacenter-2"
}

resource "terraform_data" "card" {
  input = timestamp()
}
