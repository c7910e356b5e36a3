/*
    Ubuntu Server, published to a content library.
*/
packer {
  required_version = ">= 1.9.4"
  required_plugins {
    vsphere = {
      source  = "github.com/hashicorp/vsphere"
      version = ">= 1.2.1"
    }
  }
}

data "git-repository" "cwd" {}

locals {
  build_by          = "Built by: HashiCorp Packer ${packer.version}"
  build_date        = formatdate("YYYY-MM-DD hh:mm ZZZ", timestamp())
  build_version     = data.git-repository.cwd.head
  manifest_output   = "${local.manifest_path}manifest.json"
  manifest_path     = "${path.root}/manifests/"
  ovf_export_path   = "${path.cwd}/artifacts/${local.vm_name}"
  vm_name           = "${var.vm_guest_os_family}-ubuntu-${var.vm_guest_os_version}"
  data_dir          = "${abspath(path.root)}/data"
  data_source_content = {
    "/meta-data" = file("${local.data_dir}/meta-data")
    "/user-data" = templatefile("${abspath(path.root)}/data/user-data.pkrtpl.hcl", {
      build_username = var.build_username
      hostname       = replace(local.vm_name, "/-/", "_")
    })
  }
}

source "vsphere-iso" "linux-ubuntu" {
  vcenter_server       = var.vsphere_endpoint
  username             = var.vsphere_username
  password             = var.vsphere_password
  insecure_connection  = var.vsphere_insecure_connection
  guest_os_type        = "ubuntu64Guest"
  vm_name              = local.vm_name
  firmware             = "efi-secure"
  CPUs                 = var.vm_cpu_count
  RAM                  = 1024 * var.vm_cpu_count
  cpu_cores            = 1
  notes                = "Version: ${local.build_version}\nBuilt on: ${local.build_date}\n${local.build_by}"
  disk_controller_type = ["pvscsi"]

  dynamic "storage" {
    for_each = var.storage
    content {
      disk_size             = storage.value.size
      disk_thin_provisioned = storage.value.thin
    }
  }
  network_adapters {
    network      = var.vm_network
    network_card = "vmxnet3"
  }

  http_content = local.data_source_content
  boot_command = [
    "c<wait>",
    "linux /casper/vmlinuz ds=\"nocloud-net;seedfrom=http://{{ .HTTPIP }}:{{ .HTTPPort }}/\"<enter>",
  ]
  ssh_username        = var.build_username
  ssh_password        = "ubuntu"
  convert_to_template = false

  dynamic "content_library_destination" {
    for_each = var.common_content_library_name != null ? [1] : []
    content {
      library = var.common_content_library_name
      ovf     = true
    }
  }
  dynamic "export" {
    for_each = var.common_ovf_export_enabled == true ? [1] : []
    content {
      name = local.vm_name
    }
  }
}

build {
  sources = ["source.vsphere-iso.linux-ubuntu"]

  provisioner "ansible" {
    playbook_file   = "${path.cwd}/ansible/linux-playbook.yml"
    extra_arguments = ["--extra-vars", "display_skipped_hosts=false", "--extra-vars", "build_username=${var.build_username}"]
  }

  post-processor "manifest" {
    output     = local.manifest_output
    strip_path = true
    custom_data = {
      vm_cpu_count = var.vm_cpu_count
    }
  }
}
