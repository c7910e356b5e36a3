resource "vsphere_host_port_group" "storage" {
  name                = "pg-nfs-310"
  host_system_id      = data.vsphere_host.esx01.id
  virtual_switch_name = vsphere_host_virtual_switch.back.name
  vlan_id             = 310
}

resource "vsphere_host_port_group" "web" {
  name                = "pg-web-310"
  host_system_id      = data.vsphere_host.esx01.id
  virtual_switch_name = vsphere_host_virtual_switch.back.name
  vlan_id             = 310
}

resource "vsphere_host_virtual_switch" "back" {
  name             = "vSwitch1"
  host_system_id   = data.vsphere_host.esx01.id
  network_adapters = ["vmnic2"]
  active_nics      = ["vmnic2"]
}

data "vsphere_host" "esx01" {
  name          = "esx-01.example.edu"
  datacenter_id = "datacenter-2"
}
