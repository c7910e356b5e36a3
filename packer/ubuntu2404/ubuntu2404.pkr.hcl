# Ubuntu 24.04 LTS, for vSphere, Proxmox, KVM.

locals {
  name         = "tpl-ubuntu2404-${var.image_version}"
  iso_url      = "https://releases.ubuntu.com/24.04/ubuntu-24.04.3-live-server-amd64.iso"
  iso_checksum = "file:https://releases.ubuntu.com/24.04/SHA256SUMS"
  # The installer finds the key of the build account among the arguments of its kernel, where blanks would end it.
  build_key = replace(var.ssh_public_key, " ", "_")
  # The build account goes with the build: its key and its rights are removed in the step that ends it.
  shutdown = "sudo sh -c 'rm -rf /home/packer/.ssh /etc/sudoers.d/packer && passwd --lock packer && systemctl poweroff'"
}

source "vsphere-iso" "ubuntu2404" {
  vcenter_server      = var.vcenter
  username            = var.vcenter_user
  password            = var.vcenter_password
  insecure_connection = false

  datacenter = var.vsphere_datacenter
  cluster    = var.vsphere_cluster
  datastore  = var.vsphere_datastore
  folder     = "templates"

  vm_name       = local.name
  notes         = "Ubuntu 24.04 LTS, image ${var.image_version}"
  guest_os_type = "ubuntu64Guest"
  vm_version    = 19
  firmware      = "bios"

  CPUs = 2
  RAM  = 4096

  disk_controller_type = ["pvscsi"]
  storage {
    disk_size             = 40960
    disk_thin_provisioned = true
  }

  network_adapters {
    network      = var.vsphere_network
    network_card = "vmxnet3"
  }

  iso_url      = local.iso_url
  iso_checksum = local.iso_checksum
  cd_files     = ["${path.root}/cidata/user-data", "${path.root}/cidata/meta-data"]
  cd_label     = "cidata"
  remove_cdrom = true

  boot_wait = "5s"
  boot_command = [
    "c<wait>",
    "linux /casper/vmlinuz autoinstall vmgate.key=${local.build_key} ---<enter><wait>",
    "initrd /casper/initrd<enter><wait>",
    "boot<enter>",
  ]

  configuration_parameters = {
    "isolation.tools.copy.disable"         = "TRUE"
    "isolation.tools.paste.disable"        = "TRUE"
    "isolation.tools.dnd.disable"          = "TRUE"
    "isolation.tools.setGUIOptions.enable" = "FALSE"
    "tools.guestlib.enableHostInfo"        = "FALSE"
  }

  ssh_username              = "packer"
  ssh_private_key_file      = var.ssh_private_key_file
  ssh_timeout               = "45m"
  ssh_clear_authorized_keys = true
  shutdown_command          = local.shutdown

  convert_to_template = true
}

source "proxmox-iso" "ubuntu2404" {
  proxmox_url              = var.proxmox_url
  username                 = var.proxmox_user
  token                    = var.proxmox_token
  node                     = var.proxmox_node
  insecure_skip_tls_verify = false

  template_name        = replace(local.name, ".", "-")
  template_description = "Ubuntu 24.04 LTS, image ${var.image_version}"
  os                   = "l26"
  machine              = "q35"
  cores                = 2
  memory               = 4096
  qemu_agent           = true
  scsi_controller      = "virtio-scsi-single"

  disks {
    type         = "scsi"
    storage_pool = var.proxmox_disks
    disk_size    = "40G"
  }

  network_adapters {
    model    = "virtio"
    bridge   = var.proxmox_bridge
    vlan_tag = var.proxmox_vlan
    firewall = true
  }

  boot_iso {
    type             = "scsi"
    iso_url          = local.iso_url
    iso_checksum     = local.iso_checksum
    iso_storage_pool = var.proxmox_isos
    unmount          = true
  }

  additional_iso_files {
    type             = "ide"
    index            = 3
    cd_files         = ["${path.root}/cidata/user-data", "${path.root}/cidata/meta-data"]
    cd_label         = "cidata"
    iso_storage_pool = var.proxmox_isos
    unmount          = true
  }

  boot_wait = "5s"
  boot_command = [
    "c<wait>",
    "linux /casper/vmlinuz autoinstall vmgate.key=${local.build_key} ---<enter><wait>",
    "initrd /casper/initrd<enter><wait>",
    "boot<enter>",
  ]

  ssh_username              = "packer"
  ssh_private_key_file      = var.ssh_private_key_file
  ssh_timeout               = "45m"
  ssh_clear_authorized_keys = true
}

source "qemu" "ubuntu2404" {
  vm_name          = "${local.name}.qcow2"
  output_directory = "${var.output}/ubuntu2404-qemu/disk"
  format           = "qcow2"
  disk_size        = "40G"
  memory           = 4096
  headless         = true
  net_device       = "virtio-net"
  disk_interface   = "virtio"

  iso_url      = local.iso_url
  iso_checksum = local.iso_checksum
  cd_files     = ["${path.root}/cidata/user-data", "${path.root}/cidata/meta-data"]
  cd_label     = "cidata"

  boot_wait = "5s"
  boot_command = [
    "c<wait>",
    "linux /casper/vmlinuz autoinstall vmgate.key=${local.build_key} ---<enter><wait>",
    "initrd /casper/initrd<enter><wait>",
    "boot<enter>",
  ]

  vnc_bind_address = "127.0.0.1"

  ssh_username              = "packer"
  ssh_private_key_file      = var.ssh_private_key_file
  ssh_timeout               = "45m"
  ssh_clear_authorized_keys = true
  shutdown_command          = local.shutdown
}

build {
  sources = ["source.vsphere-iso.ubuntu2404", "source.proxmox-iso.ubuntu2404", "source.qemu.ubuntu2404"]

  provisioner "shell" {
    execute_command = "sudo sh -eu {{ .Path }}"
    scripts = [
      "${path.root}/../scripts/update-apt.sh",
      "${path.root}/../scripts/harden-linux.sh",
      "${path.root}/../scripts/evidence-apt.sh",
      "${path.root}/../scripts/clean-linux.sh",
    ]
  }

  # What the image brings along to be published: what is installed, and the archive's own word on what there is.
  provisioner "file" {
    direction   = "download"
    sources     = ["/tmp/vmgate-evidence/InRelease", "/tmp/vmgate-evidence/Packages", "/tmp/vmgate-evidence/status", "/tmp/vmgate-evidence/os-release"]
    destination = "${var.output}/ubuntu2404-${source.type}/"
  }

  # One manifest for each build: builds that end at once would lose one another's entries.
  post-processor "manifest" {
    only        = ["vsphere-iso.ubuntu2404"]
    output      = "${var.output}/ubuntu2404-vsphere-iso/packer-manifest.json"
    custom_data = { image = "ubuntu2404", version = var.image_version }
  }

  post-processor "manifest" {
    only        = ["proxmox-iso.ubuntu2404"]
    output      = "${var.output}/ubuntu2404-proxmox-iso/packer-manifest.json"
    custom_data = { image = "ubuntu2404-proxmox", version = var.image_version }
  }

  post-processor "manifest" {
    only        = ["qemu.ubuntu2404"]
    output      = "${var.output}/ubuntu2404-qemu/packer-manifest.json"
    custom_data = { image = "ubuntu2404-qemu", version = var.image_version }
  }
}
