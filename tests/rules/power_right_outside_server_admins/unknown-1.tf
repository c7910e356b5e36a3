resource "vsphere_role" "operator" {
  name = "operator"
  role_privileges = [
    "VirtualMachine.Interact.PowerOn",
    "VirtualMachine.Interact.PowerOff",
  ]
}

resource "vsphere_entity_permissions" "web" {
  entity_id   = vsphere_folder.web.id
  entity_type = "Folder"

  permissions {
    user_or_group = "EXAMPLE\\web-admins"
    is_group      = true
    propagate     = true
    role_id       = vsphere_role.operator.id
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
