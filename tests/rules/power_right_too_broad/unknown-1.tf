resource "vsphere_role" "operator" {
  name = "operator"
  role_privileges = [
    "VirtualMachine.Interact.PowerOn",
    "VirtualMachine.Interact.PowerOff",
  ]
}

resource "vsphere_entity_permissions" "web" {
  entity_id   = data.vsphere_datacenter.campus.id
  entity_type = "Datacenter"

  permissions {
    user_or_group = "EXAMPLE\\web-admins"
    is_group      = true
    propagate     = true
    role_id       = vsphere_role.operator.id
  }
}

data "vsphere_datacenter" "campus" {
  name = "campus-dc1"
}
