variable "vcenter" { default = "vcenter.example.edu" }
variable "winrm_password" {
  default   = "S3cret!"
  sensitive = true
}
variable "tools_iso" {
  type    = string
  default = "[] /vmimages/tools-isoimages/windows.iso"
}
variable "firmware" {
  type    = string
  default = "efi-secure"
}
variable "vtpm" {
  type    = bool
  default = true
}

source "vsphere-iso" "windows-2025" {
  vcenter_server      = var.vcenter
  username            = "administrator@vsphere.local"
  password            = env("VSPHERE_PASSWORD")
  insecure_connection = "true"

  vm_name       = "win2025-{{isotime \"2006-01-02\"}}"
  guest_os_type = "windows2022srvNext_64Guest"
  firmware      = var.firmware
  vTPM          = var.vtpm
  CPUs          = "4"
  RAM           = 8192
  NestedHV      = true
  vbs_enabled   = true

  iso_paths    = ["[ds-iso] windows/2025.iso", var.tools_iso]
  remove_cdrom = var.firmware == "efi-secure" ? true : false
  floppy_files = ["${path.root}/autounattend.xml"]

  communicator   = "winrm"
  winrm_username = "Administrator"
  winrm_password = var.winrm_password

  network_adapters {
    network      = "pg-build"
    network_card = "vmxnet3"
  }
  storage {
    disk_size = 61440
  }
  configuration_parameters = {
    "isolation.tools.copy.disable"  = "TRUE"
    "isolation.tools.paste.disable" = true
  }
  convert_to_template = true
}

build {
  name    = "windows"
  sources = ["vsphere-iso.windows-2025"]

  provisioner "windows-update" {
    search_criteria = "IsInstalled=0"
    filters         = ["exclude:$_.Title -like '*Preview*'", "include:$true"]
  }
  provisioner "powershell" {
    inline = ["Set-LocalUser -Name Administrator -Password '${var.winrm_password}'", "Write-Host ${build.name} ${source.name}"]
    only   = ["vsphere-iso.windows-2025"]
  }
  provisioner "powershell" {
    script = "other.ps1"
    only   = ["vsphere-iso.other"]
  }
  provisioner "shell-local" {
    command = "echo ${build.ID} done"
    except  = ["vsphere-iso.other"]
  }
  post-processors {
    post-processor "vsphere-template" {
      insecure = true
    }
    post-processor "shell-local" {
      inline = ["govc vm.info ${source.name}"]
    }
  }
}
