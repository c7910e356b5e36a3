resource "vsphere_distributed_virtual_switch" "campus" {
  name          = "dvs-campus"
  datacenter_id = data.vsphere_datacenter.campus.id

  uplinks         = ["uplink1", "uplink2"]
  active_uplinks  = ["uplink1"]
  standby_uplinks = ["uplink2"]

  allow_promiscuous      = true
  allow_forged_transmits = false
  allow_mac_changes      = false

  dynamic "host" {
    for_each = vsphere_host.esxi
    content {
      host_system_id = host.value.id
      devices        = ["vmnic2", "vmnic3"]
    }
  }
}

resource "vsphere_distributed_port_group" "segment" {
  for_each = var.port_groups

  name                            = each.key
  distributed_virtual_switch_uuid = vsphere_distributed_virtual_switch.campus.id
  vlan_id                         = each.value.vlan

  allow_promiscuous                = true
  allow_forged_transmits           = false
  allow_mac_changes                = false
  security_policy_override_allowed = false
  port_config_reset_at_disconnect  = true
}

# A second way to each host, which does not depend on the distributed switch.
resource "vsphere_host_virtual_switch" "management" {
  for_each = vsphere_host.esxi

  name             = "vSwitch1"
  host_system_id   = each.value.id
  network_adapters = ["vmnic0", "vmnic1"]
  active_nics      = ["vmnic0"]
  standby_nics     = ["vmnic1"]

  allow_promiscuous      = true
  allow_forged_transmits = false
  allow_mac_changes      = false
}

# Since provider 2.14, what a host port group leaves out is sent as false: the switch's mode is repeated here.
resource "vsphere_host_port_group" "management" {
  for_each = vsphere_host_virtual_switch.management

  name                = "pg-mgmt-21"
  host_system_id      = each.value.host_system_id
  virtual_switch_name = each.value.name
  vlan_id             = 21

  allow_promiscuous      = true
  allow_forged_transmits = false
  allow_mac_changes      = false
}

resource "vsphere_vnic" "management" {
  for_each = var.hosts

  host      = vsphere_host.esxi[each.key].id
  portgroup = vsphere_host_port_group.management[each.key].name
  services  = ["management"]

  ipv4 {
    ip      = each.value.management_ip
    netmask = "255.255.255.0"
    gw      = "10.2.1.1"
  }
}

resource "vsphere_vnic" "vmotion" {
  for_each = var.hosts

  host                    = vsphere_host.esxi[each.key].id
  distributed_switch_port = vsphere_distributed_virtual_switch.campus.id
  distributed_port_group  = vsphere_distributed_port_group.segment["pg-vmotion-401"].id
  netstack                = "vmotion"

  ipv4 {
    ip      = each.value.vmotion_ip
    netmask = "255.255.255.0"
  }
}

resource "vsphere_vnic" "storage" {
  for_each = var.hosts

  host                    = vsphere_host.esxi[each.key].id
  distributed_switch_port = vsphere_distributed_virtual_switch.campus.id
  distributed_port_group  = vsphere_distributed_port_group.segment["pg-nfs-310"].id

  ipv6 {
    addresses = ["${each.value.storage_ip}/64"]
  }
}
