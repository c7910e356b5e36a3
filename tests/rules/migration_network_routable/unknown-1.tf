resource "vsphere_vnic" "vmotion" {
  host      = data.vsphere_host.esx01.id
  portgroup = "pg-vmotion-27"
  services  = ["vmotion"]

  ipv4 {
    ip      = "10.27.0.11"
    netmask = "255.255.255.0"
    gw      = terraform_data.choice.output
  }
}

resource "terraform_data" "choice" {
  input = ""
}

data "vsphere_host" "esx01" {
  name          = "esx-01.example.edu"
  datacenter_id = "datacenter-2"
}
