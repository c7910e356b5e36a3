terraform {
  required_providers {
    nxos = {
      source = "CiscoDevNet/nxos"
    }
  }
}

resource "vsphere_nas_datastore" "general" {
  name            = "nfs-general-02"
  host_system_ids = ["host-11"]
  remote_hosts    = ["10.31.0.5"]
  remote_path     = "/vol/general02"
}

resource "nxos_dhcp" "core" {
  snooping = true
}
