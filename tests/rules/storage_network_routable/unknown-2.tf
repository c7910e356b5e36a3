resource "vsphere_vnic" "storage" {
  host      = data.vsphere_host.esx01.id
  portgroup = "pg-nfs-310"

  ipv4 {
    ip      = "10.31.0.11"
    netmask = "255.255.255.0"
    gw      = terraform_data.gateway.output
  }
}

data "vsphere_host" "esx01" {
  name          = "esx-01.example.edu"
  datacenter_id = "datacenter-2"
}

resource "terraform_data" "gateway" {
  input = timestamp()
}
