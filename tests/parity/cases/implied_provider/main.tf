module "m" {
  source = "./m"
  id     = "dc-1"
}

resource "vsphere_folder" "root" {
  path          = "root"
  type          = "vm"
  datacenter_id = "dc-1"
}
