# Ways of a guest into a storage, and what makes its origin worthless.

terraform {
  required_providers {
    proxmox = {
      source  = "bpg/proxmox"
      version = "0.111.1"
    }
  }
}

resource "proxmox_storage_directory" "vms" {
  id   = "vms"
  path = "/srv/vms"
}

resource "proxmox_hardware_mapping_dir" "storage" {
  name = "storage"
  map = [
    { node = "pve1", path = "/srv/vms/images" },
  ]
}

resource "proxmox_hardware_mapping_dir" "scratch" {
  name = "scratch"
  map = [
    { node = "pve1", path = "/srv/scratch" },
  ]
}

resource "proxmox_download_file" "held" {
  node_name          = "pve1"
  datastore_id       = "local"
  content_type       = "import"
  url                = "https://images.example.edu/debian-13.qcow2"
  file_name          = "debian-13.qcow2"
  checksum           = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
  checksum_algorithm = "sha256"
}

resource "proxmox_download_file" "unheld" {
  node_name    = "pve1"
  datastore_id = "local"
  content_type = "import"
  url          = "https://images.example.edu/current.qcow2"
  file_name    = "current.qcow2"
}

resource "proxmox_download_file" "weak" {
  node_name          = "pve1"
  datastore_id       = "local"
  content_type       = "import"
  url                = "https://images.example.edu/old.qcow2"
  file_name          = "old.qcow2"
  checksum           = "098f6bcd4621d373cade4e832627b4f6"
  checksum_algorithm = "md5"
}

resource "proxmox_oci_image" "tagged" {
  node_name    = "pve1"
  datastore_id = "local"
  reference    = "docker.io/library/debian:latest"
}

resource "proxmox_virtual_environment_vm" "good" { # VMG2801 pass, VMG3004 pass
  node_name = "pve1"
  vm_id     = 101

  disk {
    interface   = "scsi0"
    import_from = proxmox_download_file.held.id
  }
  cdrom {
    file_id = "none"
  }
  virtiofs {
    mapping = "scratch"
  }
}

resource "proxmox_virtual_environment_vm" "foreign" { # VMG2801 fail, VMG3004 fail
  node_name = "pve1"
  vm_id     = 102

  disk {
    interface         = "scsi0"
    datastore_id      = "local-lvm"
    path_in_datastore = "vm-101-disk-0"
  }
}

resource "proxmox_virtual_environment_vm" "whole" { # VMG2801 fail
  node_name = "pve1"
  vm_id     = 103

  disk {
    interface         = "scsi0"
    datastore_id      = ""
    path_in_datastore = "/dev/sdb"
  }
}

resource "proxmox_virtual_environment_vm" "sharing" { # VMG2801 fail
  node_name = "pve1"
  vm_id     = 104

  virtiofs {
    mapping = "storage"
  }
}

resource "proxmox_virtual_environment_vm" "sharing_something" { # VMG2801 unknown
  node_name = "pve1"
  vm_id     = 105

  virtiofs {
    mapping = "made-elsewhere"
  }
}

resource "proxmox_virtual_environment_vm" "with_iso" { # VMG2801 fail
  node_name = "pve1"
  vm_id     = 106

  cdrom {
    file_id = "local:iso/debian-13.iso"
  }
}

resource "proxmox_virtual_environment_vm" "unheld" { # VMG2801 pass, VMG3004 fail
  node_name = "pve1"
  vm_id     = 107

  disk {
    interface = "scsi0"
    file_id   = proxmox_download_file.unheld.id
  }
}

resource "proxmox_virtual_environment_vm" "weak" { # VMG3004 fail
  node_name = "pve1"
  vm_id     = 108

  disk {
    interface = "scsi0"
    file_id   = "local:import/old.qcow2"
  }
}

resource "proxmox_virtual_environment_vm" "unnumbered" { # VMG2801 unknown, VMG3004 unknown
  node_name = "pve1"

  disk {
    interface         = "scsi0"
    datastore_id      = "local-lvm"
    path_in_datastore = "vm-109-disk-0"
  }
}

resource "proxmox_virtual_environment_container" "good" { # VMG2801 pass, VMG3004 pass
  node_name    = "pve1"
  vm_id        = 121
  unprivileged = true

  operating_system {
    template_file_id = "local:vztmpl/debian-13-standard_13.1-1_amd64.tar.zst"
  }
  mount_point {
    volume = "local-lvm"
    size   = "8G"
    path   = "/var/lib/data"
  }
}

resource "proxmox_virtual_environment_container" "mounting" { # VMG2801 fail
  node_name = "pve1"
  vm_id     = 122

  mount_point {
    volume = "/mnt/pve/general/images"
    path   = "/images"
  }
}

resource "proxmox_virtual_environment_container" "with_disk" { # VMG2801 fail
  node_name = "pve1"
  vm_id     = 123

  device_passthrough {
    path = "/dev/mapper/pve-root"
  }
}

resource "proxmox_virtual_environment_container" "tagged" { # VMG3004 fail
  node_name = "pve1"
  vm_id     = 124

  operating_system {
    template_file_id = proxmox_oci_image.tagged.id
  }
}

resource "proxmox_virtual_environment_container" "somewhere" { # VMG2801 unknown
  node_name = "pve1"
  vm_id     = 125

  mount_point {
    volume = "/${terraform_data.later.id}"
    path   = "/images"
  }
}

resource "proxmox_cloned_vm" "with_iso" { # VMG2801 fail
  node_name = "pve1"
  name      = "clone"
  clone = {
    source_vm_id = 9000
  }
  cdrom = {
    ide2 = { file_id = "local:iso/debian-13.iso" }
  }
}

resource "terraform_data" "later" {}
