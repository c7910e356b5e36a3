resource "vsphere_role" "operator" {
  name = "operator"
  role_privileges = [
    "VirtualMachine.Interact.PowerOn",
    "VirtualMachine.Interact.PowerOff",
  ]
}

resource "vsphere_entity_permissions" "web" {
  entity_id   = terraform_data.folder.output
  entity_type = "Folder"

  permissions {
    user_or_group = "EXAMPLE\\web-admins"
    is_group      = true
    propagate     = true
    role_id       = vsphere_role.operator.id
  }
}

resource "terraform_data" "folder" {
  input = timestamp()
}
