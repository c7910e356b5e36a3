# Rocky Linux 9, for vSphere, Proxmox, KVM.

locals {
  name         = "tpl-rocky9-${var.image_version}"
  iso_url      = "https://dl.rockylinux.org/vault/rocky/9.6/isos/x86_64/Rocky-9.6-x86_64-minimal.iso"
  iso_checksum = "file:https://dl.rockylinux.org/vault/rocky/9.6/isos/x86_64/CHECKSUM"
  # The installer finds the key of the build account among the arguments of its kernel, where blanks would end it.
  build_key = replace(var.ssh_public_key, " ", "_")
  # The build account goes with the build: its key and its rights are removed in the step that ends it.
  shutdown = "sudo sh -c 'rm -rf /home/packer/.ssh /etc/sudoers.d/packer && passwd --lock packer && systemctl poweroff'"
}

source "vsphere-iso" "rocky9" {
  vcenter_server      = var.vcenter
  username            = var.vcenter_user
  password            = var.vcenter_password
  insecure_connection = false

  datacenter = var.vsphere_datacenter
  cluster    = var.vsphere_cluster
  datastore  = var.vsphere_datastore
  folder     = "templates"

  vm_name       = local.name
  notes         = "Rocky Linux 9, image ${var.image_version}"
  guest_os_type = "rockylinux_64Guest"
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
  cd_files     = ["${path.root}/oemdrv/ks.cfg"]
  cd_label     = "OEMDRV"
  remove_cdrom = true

  boot_wait = "5s"
  boot_command = [
    "<up><wait><tab> vmgate.key=${local.build_key}<enter>",
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

source "proxmox-iso" "rocky9" {
  proxmox_url              = var.proxmox_url
  username                 = var.proxmox_user
  token                    = var.proxmox_token
  node                     = var.proxmox_node
  insecure_skip_tls_verify = false

  template_name        = replace(local.name, ".", "-")
  template_description = "Rocky Linux 9, image ${var.image_version}"
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
    cd_files         = ["${path.root}/oemdrv/ks.cfg"]
    cd_label         = "OEMDRV"
    iso_storage_pool = var.proxmox_isos
    unmount          = true
  }

  boot_wait = "5s"
  boot_command = [
    "<up><wait><tab> vmgate.key=${local.build_key}<enter>",
  ]

  ssh_username              = "packer"
  ssh_private_key_file      = var.ssh_private_key_file
  ssh_timeout               = "45m"
  ssh_clear_authorized_keys = true
}

source "qemu" "rocky9" {
  vm_name          = "${local.name}.qcow2"
  output_directory = "${var.output}/rocky9-qemu/disk"
  format           = "qcow2"
  disk_size        = "40G"
  memory           = 4096
  headless         = true
  net_device       = "virtio-net"
  disk_interface   = "virtio"

  iso_url      = local.iso_url
  iso_checksum = local.iso_checksum
  cd_files     = ["${path.root}/oemdrv/ks.cfg"]
  cd_label     = "OEMDRV"

  boot_wait = "5s"
  boot_command = [
    "<up><wait><tab> vmgate.key=${local.build_key}<enter>",
  ]

  vnc_bind_address = "127.0.0.1"

  ssh_username              = "packer"
  ssh_private_key_file      = var.ssh_private_key_file
  ssh_timeout               = "45m"
  ssh_clear_authorized_keys = true
  shutdown_command          = local.shutdown
}

build {
  sources = ["source.vsphere-iso.rocky9", "source.proxmox-iso.rocky9", "source.qemu.rocky9"]

  provisioner "shell" {
    execute_command = "sudo sh -eu {{ .Path }}"
    scripts = [
      "${path.root}/../scripts/update-dnf.sh",
      "${path.root}/../scripts/harden-linux.sh",
      "${path.root}/../scripts/evidence-dnf.sh",
      "${path.root}/../scripts/clean-linux.sh",
    ]
  }

  # What the image brings along to be published: what is installed, and the archive's own word on what there is.
  provisioner "file" {
    direction   = "download"
    sources     = ["/tmp/vmgate-evidence/repomd-baseos.xml", "/tmp/vmgate-evidence/repomd-baseos.xml.asc", "/tmp/vmgate-evidence/repomd-appstream.xml", "/tmp/vmgate-evidence/repomd-appstream.xml.asc", "/tmp/vmgate-evidence/dnf-updateinfo.txt", "/tmp/vmgate-evidence/rpm-packages.txt", "/tmp/vmgate-evidence/os-release"]
    destination = "${var.output}/rocky9-${source.type}/"
  }

  # One manifest for each build: builds that end at once would lose one another's entries.
  post-processor "manifest" {
    only        = ["vsphere-iso.rocky9"]
    output      = "${var.output}/rocky9-vsphere-iso/packer-manifest.json"
    custom_data = { image = "rocky9", version = var.image_version }
  }

  post-processor "manifest" {
    only        = ["proxmox-iso.rocky9"]
    output      = "${var.output}/rocky9-proxmox-iso/packer-manifest.json"
    custom_data = { image = "rocky9-proxmox", version = var.image_version }
  }

  post-processor "manifest" {
    only        = ["qemu.rocky9"]
    output      = "${var.output}/rocky9-qemu/packer-manifest.json"
    custom_data = { image = "rocky9-qemu", version = var.image_version }
  }
}
