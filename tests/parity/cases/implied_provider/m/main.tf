variable "id" {}
resource "vsphere_folder" "inner" {
  path          = "inner"
  type          = "vm"
  datacenter_id = var.id
}
resource "null_resource" "n" {}
