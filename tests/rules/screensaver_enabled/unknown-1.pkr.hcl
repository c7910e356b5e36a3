source "vsphere-iso" "windows-2025" {
  guest_os_type = "windows2022srvNext_64Guest"
}

build {
  sources = ["source.vsphere-iso.windows-2025"]

  provisioner "ansible" {
    playbook_file = "harden.yml"
  }
}
