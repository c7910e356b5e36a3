# Windows Server 2025, for vSphere, Proxmox, KVM.
#
# The build connects with SSH and a key, which this release brings along: no password and no self-signed certificate of
# WinRM is needed.

locals {
  name = "tpl-windows2025-${var.image_version}"
  answers = {
    "autounattend.xml" = templatefile("${path.root}/answers/autounattend.xml.pkrtpl", {
      administrator_password = var.administrator_password
    })
    "build.pub" = file(var.ssh_public_key_file)
    "first-logon.ps1" = file("${path.root}/answers/first-logon.ps1")
  }
  # Generalizes the image and turns it off; the administrator's password was replaced before.
  shutdown = "C:/Windows/System32/Sysprep/sysprep.exe /generalize /oobe /shutdown /quiet"
}

source "vsphere-iso" "windows2025" {
  vcenter_server      = var.vcenter
  username            = var.vcenter_user
  password            = var.vcenter_password
  insecure_connection = false

  datacenter = var.vsphere_datacenter
  cluster    = var.vsphere_cluster
  datastore  = var.vsphere_datastore
  folder     = "templates"

  vm_name       = local.name
  notes         = "Windows Server 2025, image ${var.image_version}"
  guest_os_type = "windows2022srvNext_64Guest"
  vm_version    = 21
  firmware      = "efi-secure"

  CPUs = 4
  RAM  = 8192

  disk_controller_type = ["lsilogic-sas"]
  storage {
    disk_size             = 65536
    disk_thin_provisioned = true
  }

  network_adapters {
    network      = var.vsphere_network
    network_card = "vmxnet3"
  }

  iso_url      = var.iso_url
  iso_checksum = var.iso_checksum
  iso_paths    = [var.vmware_tools_iso]
  cd_content   = local.answers
  cd_label     = "answers"
  remove_cdrom = true

  boot_wait    = "3s"
  boot_command = ["<spacebar><spacebar>"]

  configuration_parameters = {
    "isolation.tools.copy.disable"         = "TRUE"
    "isolation.tools.paste.disable"        = "TRUE"
    "isolation.tools.dnd.disable"          = "TRUE"
    "isolation.tools.setGUIOptions.enable" = "FALSE"
    "tools.guestlib.enableHostInfo"        = "FALSE"
  }

  communicator         = "ssh"
  ssh_username         = "Administrator"
  ssh_private_key_file = var.ssh_private_key_file
  ssh_timeout          = "2h"
  shutdown_command     = local.shutdown
  shutdown_timeout     = "1h"

  convert_to_template = true
}

source "proxmox-iso" "windows2025" {
  proxmox_url              = var.proxmox_url
  username                 = var.proxmox_user
  token                    = var.proxmox_token
  node                     = var.proxmox_node
  insecure_skip_tls_verify = false

  template_name        = replace(local.name, ".", "-")
  template_description = "Windows Server 2025, image ${var.image_version}"
  os                   = "win11"
  bios                 = "ovmf"
  machine              = "q35"
  cores                = 4
  memory               = 8192
  qemu_agent           = true
  scsi_controller      = "virtio-scsi-single"

  efi_config {
    efi_storage_pool  = var.proxmox_disks
    efi_type          = "4m"
    pre_enrolled_keys = true
  }

  disks {
    type         = "scsi"
    storage_pool = var.proxmox_disks
    disk_size    = "64G"
  }

  network_adapters {
    model    = "virtio"
    bridge   = var.proxmox_bridge
    vlan_tag = var.proxmox_vlan
    firewall = true
  }

  boot_iso {
    type             = "ide"
    iso_url          = var.iso_url
    iso_checksum     = var.iso_checksum
    iso_storage_pool = var.proxmox_isos
    unmount          = true
  }

  additional_iso_files {
    type             = "ide"
    index            = 1
    iso_url          = var.virtio_iso_url
    iso_checksum     = var.virtio_iso_checksum
    iso_storage_pool = var.proxmox_isos
    unmount          = true
  }

  additional_iso_files {
    type             = "ide"
    index            = 3
    cd_content       = local.answers
    cd_label         = "answers"
    iso_storage_pool = var.proxmox_isos
    unmount          = true
  }

  boot_wait    = "3s"
  boot_command = ["<spacebar><spacebar>"]

  communicator         = "ssh"
  ssh_username         = "Administrator"
  ssh_private_key_file = var.ssh_private_key_file
  ssh_timeout          = "2h"
}

source "qemu" "windows2025" {
  vm_name          = "${local.name}.qcow2"
  output_directory = "${var.output}/windows2025-qemu/disk"
  format           = "qcow2"
  disk_size        = "64G"
  memory           = 8192
  headless         = true
  net_device       = "e1000"
  disk_interface   = "ide"

  iso_url      = var.iso_url
  iso_checksum = var.iso_checksum
  cd_content   = local.answers
  cd_label     = "answers"

  boot_wait    = "3s"
  boot_command = ["<spacebar><spacebar>"]

  vnc_bind_address = "127.0.0.1"

  communicator         = "ssh"
  ssh_username         = "Administrator"
  ssh_private_key_file = var.ssh_private_key_file
  ssh_timeout          = "2h"
  shutdown_command     = local.shutdown
  shutdown_timeout     = "1h"
}

build {
  sources = ["source.vsphere-iso.windows2025", "source.proxmox-iso.windows2025", "source.qemu.windows2025"]

  # Everything that is missing, with the restarts that it takes. Previews and drivers stay out.
  provisioner "windows-update" {
    search_criteria = "IsInstalled=0"
    filters = [
      "exclude:$_.Title -like '*Preview*'",
      "exclude:$_.Type -eq 2",
      "include:$true",
    ]
  }

  provisioner "powershell" {
    scripts = [
      "${path.root}/../scripts/harden-windows.ps1",
      "${path.root}/../scripts/evidence-windows.ps1",
    ]
  }

  # What the image brings along to be published: what is installed, and what was missing after the last update.
  provisioner "file" {
    direction   = "download"
    source      = "C:/vmgate-evidence/windows-updates.json"
    destination = "${var.output}/windows2025-${source.type}/windows-updates.json"
  }

  provisioner "powershell" {
    script = "${path.root}/../scripts/clean-windows.ps1"
  }

  # A machine of Proxmox is turned off by the builder, so it generalizes itself first.
  provisioner "powershell" {
    only   = ["proxmox-iso.windows2025"]
    inline = ["& C:/Windows/System32/Sysprep/sysprep.exe /generalize /oobe /quit /quiet | Out-Null"]
  }

  # One manifest for each build: builds that end at once would lose one another's entries.
  post-processor "manifest" {
    only        = ["vsphere-iso.windows2025"]
    output      = "${var.output}/windows2025-vsphere-iso/packer-manifest.json"
    custom_data = { image = "windows2025", version = var.image_version }
  }

  post-processor "manifest" {
    only        = ["proxmox-iso.windows2025"]
    output      = "${var.output}/windows2025-proxmox-iso/packer-manifest.json"
    custom_data = { image = "windows2025-proxmox", version = var.image_version }
  }

  post-processor "manifest" {
    only        = ["qemu.windows2025"]
    output      = "${var.output}/windows2025-qemu/packer-manifest.json"
    custom_data = { image = "windows2025-qemu", version = var.image_version }
  }
}
