resource "vsphere_distributed_port_group" "web" {
  name                            = "dpg-web-110"
  distributed_virtual_switch_uuid = data.vsphere_distributed_virtual_switch.campus.id
  vlan_id                         = 110
  vlan_override_allowed           = terraform_data.choice.output
}

resource "terraform_data" "choice" {
  input = false
}

data "vsphere_distributed_virtual_switch" "campus" {
  name          = "dvs-campus"
  datacenter_id = "datacenter-2"
}
