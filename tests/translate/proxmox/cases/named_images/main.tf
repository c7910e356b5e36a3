# What the name of an image says of the system in it, where the type of the system says nothing.

terraform {
  required_providers {
    proxmox = {
      source  = "bpg/proxmox"
      version = "0.111.1"
    }
  }
}

resource "terraform_data" "later" {}

resource "proxmox_virtual_environment_download_file" "bionic" {
  node_name          = "pve1"
  datastore_id       = "local"
  content_type       = "import"
  url                = "https://images.example.edu/bionic-server-cloudimg-amd64.img"
  checksum           = "6b44a6c9f1f8a4c5b9a0e1c1d2e3f40516273849a0b1c2d3e4f5061728394a5b"
  checksum_algorithm = "sha256"
}

resource "proxmox_virtual_environment_vm" "ended" { # VMG3501 fail, VMG3502 pass
  node_name = "pve1"

  operating_system {
    type = "l26"
  }

  disk {
    interface    = "scsi0"
    datastore_id = "local-lvm"
    import_from  = proxmox_virtual_environment_download_file.bionic.id
  }
}

resource "proxmox_virtual_environment_vm" "supported" { # VMG3501 pass, VMG3502 pass
  node_name = "pve1"

  disk {
    interface    = "scsi0"
    datastore_id = "local-lvm"
    import_from  = "local:import/debian-13-generic-amd64.qcow2"
  }
}

resource "proxmox_virtual_environment_vm" "unnamed" { # VMG3501 unknown, VMG3502 unknown
  node_name = "pve1"

  operating_system {
    type = "l26"
  }

  disk {
    interface    = "scsi0"
    datastore_id = "local-lvm"
    import_from  = "local:import/golden.qcow2"
  }
}

resource "proxmox_virtual_environment_vm" "of_a_type" { # VMG3501 fail, VMG3502 pass
  node_name = "pve1"

  operating_system {
    type = "wxp"
  }

  disk {
    interface    = "scsi0"
    datastore_id = "local-lvm"
    import_from  = "local:import/debian-13-generic-amd64.qcow2"
  }
}

resource "proxmox_virtual_environment_vm" "of_any_image" { # VMG3501 unknown, VMG3502 unknown
  node_name = "pve1"

  operating_system {
    type = "l26"
  }

  disk {
    interface    = "scsi0"
    datastore_id = "local-lvm"
    import_from  = terraform_data.later.id
  }
}
