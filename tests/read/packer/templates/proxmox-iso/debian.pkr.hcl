packer {
  required_plugins {
    proxmox = {
      version = "~> 1"
      source  = "github.com/hashicorp/proxmox"
    }
  }
}

variable "proxmox_api_token_secret" {
  type      = string
  sensitive = true
}
variable "proxmox_host" { default = "pve1.example.edu:8006" }
variable "disk" {
  default = {
    size    = "20G"
    storage = "local-lvm"
  }
}
variable "vlan" {
  type    = string
  default = ""
}

source "proxmox-iso" "debian-13" {
  proxmox_url              = "https://${var.proxmox_host}/api2/json"
  username                 = "packer@pve!builder"
  token                    = "${var.proxmox_api_token_secret}"
  insecure_skip_tls_verify = true
  node                     = split(".", var.proxmox_host)[0]
  vm_id                    = 9013
  template_name            = "debian-13"
  template_description     = "Built ${timestamp()}"
  os                       = "l26"
  bios                     = "ovmf"
  cores                    = 2
  memory                   = 2048
  scsi_controller          = "virtio-scsi-single"
  qemu_agent               = true
  boot_iso {
    type             = "scsi"
    iso_file         = "local:iso/debian-13.iso"
    iso_checksum     = "none"
    unmount          = true
  }
  efi_config {
    efi_storage_pool  = var.disk.storage
    pre_enrolled_keys = true
  }
  network_adapters {
    bridge   = "vmbr1"
    model    = "virtio"
    vlan_tag = var.vlan != "" ? var.vlan : null
    firewall = true
  }
  disks {
    type         = "scsi"
    disk_size    = var.disk["size"]
    storage_pool = var.disk.storage
  }
  http_directory = "http"
  ssh_username   = "root"
  ssh_timeout    = "20m"
}

build {
  sources = ["source.proxmox-iso.debian-13"]
  provisioner "shell" {
    execute_command = "echo 'packer' | {{ .Vars }} sudo -S -E sh -eux '{{ .Path }}'"
    scripts         = ["scripts/update.sh", "scripts/clean.sh"]
  }
}
