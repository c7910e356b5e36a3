# Machines that are made of whole ones: what they do not say is their source's.

terraform {
  required_providers {
    nutanix = {
      source  = "nutanix/nutanix"
      version = "2.4.2"
    }
  }
}

resource "terraform_data" "later" {}

resource "nutanix_subnet_v2" "campus" {
  name        = "campus"
  subnet_type = "VLAN"
  network_id  = 110
}

resource "nutanix_subnet_v2" "iscsi" {
  name        = "iscsi"
  subnet_type = "VLAN"
  network_id  = 310
}

resource "nutanix_vm_clone_v2" "on_campus" { # VMG1901 pass, VMG1902 pass, VMG2301 pass
  name      = "on-campus"
  vm_ext_id = "fb6b1b16-4983-b5ff-2048-40f85e070005"

  nics {
    network_info {
      subnet {
        ext_id = nutanix_subnet_v2.campus.id
      }
    }
  }
}

resource "nutanix_vm_clone_v2" "on_iscsi" { # VMG1901 fail
  name      = "on-iscsi"
  vm_ext_id = "fb6b1b16-4983-b5ff-2048-40f85e070005"

  nics {
    network_info {
      subnet {
        ext_id = nutanix_subnet_v2.iscsi.id
      }
    }
  }
}

resource "nutanix_vm_clone_v2" "inherited" { # VMG1901 unknown, VMG1902 unknown, VMG2301 unknown
  name      = "old-inherited"
  vm_ext_id = "fb6b1b16-4983-b5ff-2048-40f85e070005"
}

resource "nutanix_deploy_templates_v2" "inherited" { # VMG1902 unknown, VMG2301 unknown
  ext_id            = "fb6b1b16-4983-b5ff-2048-40f85e070005"
  number_of_vms     = 1
  cluster_reference = "0005b6b1-1b16-4983-b5ff-204840f85e07"
}

resource "nutanix_ova_vm_deploy_v2" "off" { # VMG2301 pass, VMG1902 pass
  ext_id                  = "fb6b1b16-4983-b5ff-2048-40f85e070005"
  cluster_location_ext_id = "0005b6b1-1b16-4983-b5ff-204840f85e07"

  override_vm_config {
    name        = "old-off"
    power_state = "OFF"
    nics {
      network_info {
        subnet {
          ext_id = nutanix_subnet_v2.campus.id
        }
      }
    }
  }
}

resource "nutanix_ova_vm_deploy_v2" "on" { # VMG2301 fail, VMG1901 fail
  ext_id                  = "fb6b1b16-4983-b5ff-2048-40f85e070005"
  cluster_location_ext_id = "0005b6b1-1b16-4983-b5ff-204840f85e07"

  override_vm_config {
    name        = "old-on"
    power_state = "ON"
    nics {
      network_info {
        subnet {
          ext_id = nutanix_subnet_v2.iscsi.id
        }
      }
    }
  }
}

resource "nutanix_ova_vm_deploy_v2" "later" { # VMG2301 unknown, VMG1902 unknown
  ext_id                  = "fb6b1b16-4983-b5ff-2048-40f85e070005"
  cluster_location_ext_id = "0005b6b1-1b16-4983-b5ff-204840f85e07"

  override_vm_config {
    name        = "old-later"
    power_state = terraform_data.later.id
    nics {
      network_info {
        subnet {
          ext_id = terraform_data.later.id
        }
      }
    }
  }
}
