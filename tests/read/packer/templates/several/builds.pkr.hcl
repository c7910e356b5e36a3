variable "library" { default = "cl-templates" }

source "vsphere-iso" "debian" {
  vcenter_server      = "vcenter.example.edu"
  insecure_connection = false
  guest_os_type       = "debian12_64Guest"
  storage {
    disk_size = 20480
  }
}

source "null" "check" {
  communicator = "none"
}

source "null" "unused" {
  communicator = "none"
}

build {
  name    = "web"
  sources = ["null.check"]
  source "source.vsphere-iso.debian" {
    name                = "web"
    vm_name             = "tpl-${source.name}"
    insecure_connection = true
    storage {
      disk_size = 10240
    }
    content_library_destination {
      library = var.library
    }
  }
}

build {
  source "vsphere-iso.debian" {
    vm_name = "first"
  }
  source "vsphere-iso.debian" {
    vm_name = "second"
  }
  provisioner "shell-local" {
    inline = ["echo ${source.type}"]
  }
}
