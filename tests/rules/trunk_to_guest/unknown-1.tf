resource "vsphere_host_port_group" "web" {
  name                = "pg-web-110"
  host_system_id      = data.vsphere_host.esx01.id
  virtual_switch_name = "vSwitch1"
  vlan_id             = terraform_data.choice.output
}

resource "terraform_data" "choice" {
  input = 110
}

data "vsphere_host" "esx01" {
  name          = "esx-01.example.edu"
  datacenter_id = "datacenter-2"
}
