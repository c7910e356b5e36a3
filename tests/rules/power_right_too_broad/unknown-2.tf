resource "vsphere_role" "operator" {
  name = "operator"
  role_privileges = [
    "VirtualMachine.Interact.PowerOn",
    "VirtualMachine.Interact.PowerOff",
  ]
}

resource "vsphere_entity_permissions" "web" {
  entity_id   = data.vsphere_folder.some.id
  entity_type = "Folder"

  permissions {
    user_or_group = "EXAMPLE\\web-admins"
    is_group      = true
    propagate     = true
    role_id       = vsphere_role.operator.id
  }
}

data "vsphere_folder" "some" {
  path = terraform_data.folder.output
}

resource "terraform_data" "folder" {
  input = timestamp()
}
