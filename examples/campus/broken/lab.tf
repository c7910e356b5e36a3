# A vCenter that the lab had for a while; nobody else knows of it.
provider "vsphere" {
  alias                = "lab"
  vsphere_server       = "vcenter.lab.example.net" # VMG0201
  user                 = "svc-terraform@lab.local"
  password             = var.vcenter_password
  allow_unverified_ssl = false
}

data "vsphere_datacenter" "lab" {
  provider = vsphere.lab
  name     = "lab-dc1"
}

# The network lab, added in a hurry and never looked at again.
resource "vsphere_host_virtual_switch" "lab" {
  name             = "vSwitch2"
  host_system_id   = vsphere_host.esxi["esx-12.campus.example.edu"].id
  network_adapters = ["vmnic4", "vmnic5"] # VMG0501
  active_nics      = ["vmnic4"]

  allow_promiscuous      = false # VMG0801
  allow_forged_transmits = false
  allow_mac_changes      = true # VMG0901
}

resource "vsphere_host_port_group" "lab" { # VMG2601
  name                = "pg-lab"
  host_system_id      = vsphere_host_virtual_switch.lab.host_system_id
  virtual_switch_name = vsphere_host_virtual_switch.lab.name

  allow_promiscuous      = true
  allow_forged_transmits = false
  allow_mac_changes      = false
}

resource "vsphere_distributed_port_group" "lab" {
  name                            = "pg-lab-150"
  distributed_virtual_switch_uuid = vsphere_distributed_virtual_switch.campus.id
  vlan_id                         = 150

  allow_promiscuous                = false # VMG0802
  allow_forged_transmits           = true  # VMG0902
  allow_mac_changes                = false
  security_policy_override_allowed = true # VMG0903
  port_config_reset_at_disconnect  = true
}

# What the students put on the web, on the VLAN that was at hand.
resource "vsphere_distributed_port_group" "lab_dmz" {
  name                            = "pg-lab-dmz"
  distributed_virtual_switch_uuid = vsphere_distributed_virtual_switch.campus.id
  vlan_id                         = 120 # VMG2603

  allow_promiscuous                = true
  allow_forged_transmits           = false
  allow_mac_changes                = false
  security_policy_override_allowed = false
  port_config_reset_at_disconnect  = true
}

resource "vsphere_distributed_port_group" "lab_trunk" {
  name                            = "pg-lab-trunk"
  distributed_virtual_switch_uuid = vsphere_distributed_virtual_switch.campus.id

  vlan_range { # VMG2602
    min_vlan = 600
    max_vlan = 699
  }

  allow_promiscuous                = true
  allow_forged_transmits           = false
  allow_mac_changes                = false
  security_policy_override_allowed = false
  port_config_reset_at_disconnect  = true
}

resource "terraform_data" "lab_machines" {
  provisioner "local-exec" {
    command = "govc vm.clone -vm tpl-debian13-test -folder scratch lab-student-01" # VMG0301
  }
}
