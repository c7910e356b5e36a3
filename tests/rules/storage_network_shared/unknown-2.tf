resource "vsphere_vnic" "storage" {
  host      = data.vsphere_host.esx01.id
  portgroup = "pg-other"

  ipv4 {
    ip      = "10.31.0.11"
    netmask = "255.255.255.0"
  }
}

resource "vsphere_nas_datastore" "general" {
  name            = "nfs-general-01"
  host_system_ids = [data.vsphere_host.esx01.id]
  type            = "NFS41"
  remote_hosts    = [terraform_data.server.output]
  remote_path     = "/vol/general01"
}

data "vsphere_host" "esx01" {
  name          = "esx-01.example.edu"
  datacenter_id = "datacenter-2"
}

resource "terraform_data" "server" {
  input = timestamp()
}
