resource "vsphere_entity_permissions" "web" {
  entity_id   = vsphere_folder.web.id
  entity_type = "Folder"

  permissions {
    user_or_group = "EXAMPLE\\web-admins"
    is_group      = true
    propagate     = true
    role_id       = "17"
  }
}

resource "vsphere_folder" "web" {
  path          = "web"
  type          = "vm"
  datacenter_id = data.vsphere_datacenter.campus.id
}

data "vsphere_datacenter" "campus" {
  name = "campus-dc1"
}
