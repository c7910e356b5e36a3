# Who may switch machines on and off: entries of the list, those in users and groups, and tokens.

terraform {
  required_providers {
    proxmox = {
      source  = "bpg/proxmox"
      version = "0.111.1"
    }
  }
}

resource "proxmox_virtual_environment_role" "power" {
  role_id    = "PowerOnly"
  privileges = ["VM.Audit", "VM.PowerMgmt"]
}

resource "proxmox_virtual_environment_role" "readers" {
  role_id    = "Readers"
  privileges = ["VM.Audit"]
}

resource "proxmox_acl" "own" { # VMG0401 pass, VMG0402 pass
  path     = "/vms/101"
  role_id  = proxmox_virtual_environment_role.power.role_id
  group_id = "web-admins"
}

resource "proxmox_acl" "pool" { # VMG0401 pass, VMG0402 pass
  path     = "/pool/web"
  role_id  = "PVEVMUser"
  group_id = "web-admins"
}

resource "proxmox_virtual_environment_acl" "strangers" { # VMG0401 fail, VMG0402 pass
  path     = "/vms/101"
  role_id  = "PowerOnly"
  group_id = "students"
}

resource "proxmox_acl" "everything" { # VMG0401 fail, VMG0402 fail
  path     = "/vms"
  role_id  = "PVEVMUser"
  group_id = "web-admins"
}

resource "proxmox_acl" "platform" { # VMG0401 pass, VMG0402 pass
  path     = "/"
  role_id  = "Administrator"
  group_id = "platform"
}

resource "proxmox_acl" "not_handed_down" { # VMG0401 pass, VMG0402 pass
  path      = "/"
  role_id   = "Administrator"
  group_id  = "students"
  propagate = false
}

resource "proxmox_acl" "no_machines" { # VMG0401 pass, VMG0402 pass
  path     = "/storage/iso"
  role_id  = "Administrator"
  group_id = "students"
}

resource "proxmox_acl" "readers" { # VMG0401 pass, VMG0402 pass
  path     = "/vms"
  role_id  = proxmox_virtual_environment_role.readers.role_id
  group_id = "students"
}

resource "proxmox_acl" "token" { # VMG0401 fail
  path     = "/vms/102"
  role_id  = "PVEVMUser"
  token_id = "alice@pve!ci"
}

resource "proxmox_acl" "other_role" { # VMG0401 unknown, VMG0402 unknown
  path     = "/vms/101"
  role_id  = "MadeElsewhere"
  group_id = "students"
}

resource "proxmox_acl" "some_path" { # VMG0401 unknown, VMG0402 unknown
  path     = "/vms/${terraform_data.later.id}"
  role_id  = "PowerOnly"
  group_id = "web-admins"
}

resource "proxmox_virtual_environment_user" "alice" { # VMG0401 pass, VMG0402 pass
  user_id = "alice@pve"

  acl {
    path    = "/vms/102"
    role_id = "PowerOnly"
  }
}

resource "proxmox_virtual_environment_user" "bob" { # VMG0401 fail, VMG0402 pass
  user_id = "bob@pve"

  acl {
    path    = "/vms/102"
    role_id = "PowerOnly"
  }
  acl {
    path    = "/"
    role_id = "Administrator"
  }
}

resource "proxmox_virtual_environment_group" "students" { # VMG0401 fail, VMG0402 fail
  group_id = "students"

  acl {
    path      = "/"
    role_id   = "PVEVMAdmin"
    propagate = true
  }
}

resource "proxmox_user_token" "separated" { # VMG0401 pass
  user_id    = "alice@pve"
  token_name = "backup"
}

resource "proxmox_user_token" "all_of_alice" { # VMG0401 fail
  user_id               = "alice@pve"
  token_name            = "ci"
  privileges_separation = false
}

resource "terraform_data" "later" {}
