# The image behind the template record `debian13`. See ../README.md.

packer {
  required_version = ">= 1.11"

  required_plugins {
    vsphere = {
      source  = "github.com/vmware/vsphere"
      version = ">= 2.0.0"
    }
  }
}

variable "vcenter" {
  description = "Name of the management server."
  type        = string
}

variable "vcenter_user" {
  type    = string
  default = "svc-packer@vsphere.local"
}

variable "vcenter_password" {
  type      = string
  sensitive = true
}

variable "image_version" {
  description = "Version of the image, which the template's name and its record carry."
  type        = string
  default     = "2026.11"
}

variable "debian_release" {
  description = "Point release to install from. The build brings it up to date."
  type        = string
  default     = "13.1.0"
}

variable "network" {
  description = "Port group that the build takes place on: it needs DHCP and a way to the package mirror."
  type        = string
  default     = "pg-app-120"
}

variable "ssh_public_key" {
  description = "Key of the build account; the last step removes it."
  type        = string
}

variable "ssh_private_key_file" {
  type = string
}

source "vsphere-iso" "debian13" {
  vcenter_server      = var.vcenter
  username            = var.vcenter_user
  password            = var.vcenter_password
  insecure_connection = false

  datacenter = "campus-dc1"
  cluster    = "cl-general"
  datastore  = "ds-general-01"
  folder     = "templates"

  vm_name       = "tpl-debian13-${var.image_version}"
  notes         = "Debian 13, image ${var.image_version}"
  guest_os_type = "debian13_64Guest"
  vm_version    = 21
  firmware      = "efi-secure"

  CPUs = 2
  RAM  = 4096

  disk_controller_type = ["pvscsi"]
  storage {
    disk_size             = 40960
    disk_thin_provisioned = true
  }

  network_adapters {
    network      = var.network
    network_card = "vmxnet3"
  }

  iso_url      = "https://cdimage.debian.org/cdimage/archive/${var.debian_release}/amd64/iso-cd/debian-${var.debian_release}-amd64-netinst.iso"
  iso_checksum = "file:https://cdimage.debian.org/cdimage/archive/${var.debian_release}/amd64/iso-cd/SHA512SUMS"
  remove_cdrom = true

  # Packer takes the floppy drive out again once the system is installed.
  floppy_content = {
    "preseed.cfg" = templatefile("preseed.pkrtpl", { ssh_public_key = var.ssh_public_key })
  }

  boot_wait = "5s"
  boot_command = [
    "c<wait3s>",
    "linux /install.amd/vmlinuz auto=true priority=critical preseed/file=/floppy/preseed.cfg ---<enter><wait>",
    "initrd /install.amd/initrd.gz<enter><wait>",
    "boot<enter>",
  ]

  configuration_parameters = {
    "isolation.tools.copy.disable"         = "TRUE"
    "isolation.tools.paste.disable"        = "TRUE"
    "isolation.tools.dnd.disable"          = "TRUE"
    "isolation.tools.setGUIOptions.enable" = "FALSE"
    "tools.guestlib.enableHostInfo"        = "FALSE"
  }

  ssh_username         = "packer"
  ssh_private_key_file = var.ssh_private_key_file
  ssh_timeout          = "30m"

  # The build account goes with the build: its key and its rights are removed in the same step.
  shutdown_command = "sudo sh -c 'rm -rf /home/packer/.ssh /etc/sudoers.d/packer && systemctl poweroff'"

  convert_to_template = true
}

build {
  sources = ["source.vsphere-iso.debian13"]

  provisioner "shell" {
    inline = [
      "sudo apt-get update",
      "sudo DEBIAN_FRONTEND=noninteractive apt-get -y full-upgrade",
      "sudo DEBIAN_FRONTEND=noninteractive apt-get -y install cloud-init open-vm-tools",
      "sudo apt-get -y autoremove --purge",
      "sudo truncate --size 0 /etc/machine-id",
    ]
  }

  post-processor "manifest" {
    output = "packer-manifest.json"
    custom_data = {
      template = "tpl-debian13-${var.image_version}"
    }
  }
}
