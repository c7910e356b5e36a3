resource "vsphere_folder" "web" {
  path          = "web"
  type          = "vm"
  datacenter_id = data.vsphere_datacenter.campus.id
}

resource "vsphere_folder" "databases" {
  path          = "databases"
  type          = "vm"
  datacenter_id = data.vsphere_datacenter.campus.id
}

resource "vsphere_role" "server_admin" {
  name = "server-admin"
  role_privileges = [
    "VirtualMachine.Interact.ConsoleInteract",
    "VirtualMachine.Interact.PowerOff",
    "VirtualMachine.Interact.PowerOn",
    "VirtualMachine.Interact.Reset",
  ]
}

resource "vsphere_entity_permissions" "web" {
  entity_id   = vsphere_folder.web.id
  entity_type = "Folder"

  permissions {
    user_or_group = "CAMPUS\\web-admins"
    is_group      = true
    propagate     = true
    role_id       = vsphere_role.server_admin.id
  }
}

resource "vsphere_entity_permissions" "databases" {
  entity_id   = vsphere_folder.databases.id
  entity_type = "Folder"

  permissions {
    user_or_group = "CAMPUS\\database-admins"
    is_group      = true
    propagate     = true
    role_id       = vsphere_role.server_admin.id
  }
}

resource "vsphere_folder" "dormant" {
  path          = "dormant"
  type          = "vm"
  datacenter_id = data.vsphere_datacenter.campus.id
}

resource "vsphere_role" "console" {
  name            = "console"
  role_privileges = ["VirtualMachine.Interact.ConsoleInteract"]
}

resource "vsphere_entity_permissions" "dormant" {
  entity_id   = vsphere_folder.dormant.id
  entity_type = "Folder"

  permissions {
    user_or_group = "CAMPUS\\operations"
    is_group      = true
    propagate     = true
    role_id       = vsphere_role.console.id
  }
}
