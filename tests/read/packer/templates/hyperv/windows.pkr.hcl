variable "switch_name" { default = "Default Switch" }
variable "vlan_id" {
  type    = string
  default = ""
}
variable "iso" {}

source "hyperv-iso" "win11" {
  vm_name              = "packer-${basename("images/win11.pkr")}"
  generation           = 2
  enable_secure_boot   = true
  secure_boot_template = "MicrosoftWindows"
  enable_tpm           = true
  guest_additions_mode = "disable"
  switch_name          = var.switch_name
  vlan_id              = var.vlan_id
  cpus                 = 4
  memory               = 4096
  iso_url              = "${var.iso}"
  iso_checksum         = "sha256:${sha256("x")}"
  communicator         = "winrm"
  winrm_username       = "packer"
  winrm_password       = "packer"
}

build {
  sources = ["hyperv-iso.win11"]
}
