resource "vsphere_host_virtual_switch" "guests" {
  name                   = "vSwitch1"
  host_system_id         = data.vsphere_host.esx01.id
  network_adapters       = ["vmnic2", "vmnic3"]
  active_nics            = ["vmnic2", "vmnic3"]
  allow_forged_transmits = terraform_data.choice.output
}

resource "terraform_data" "choice" {
  input = false
}

data "vsphere_host" "esx01" {
  name          = "esx-01.example.edu"
  datacenter_id = "datacenter-2"
}
