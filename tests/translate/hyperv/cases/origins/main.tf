# What machines are created from.

terraform {
  required_providers {
    hyperv = {
      source  = "taliesins/hyperv"
      version = "1.2.1"
    }
  }
}

resource "terraform_data" "later" {}

resource "hyperv_vhd" "golden" {
  path   = "C:\\images\\debian-13.vhdx"
  source = "https://images.example.edu/debian-13.vhdx"
}

resource "hyperv_vhd" "web" {
  path        = "C:\\vms\\web.vhdx"
  vhd_type    = "Differencing"
  parent_path = hyperv_vhd.golden.path
}

resource "hyperv_vhd" "of_machine" {
  path      = "C:\\vms\\of-machine.vhdx"
  source_vm = "tpl-debian13"
}

resource "hyperv_vhd" "of_parent" {
  path        = "C:\\vms\\of-parent.vhdx"
  vhd_type    = "Differencing"
  parent_path = "C:\\images\\approved.vhdx"
}

resource "hyperv_vhd" "homemade" {
  path   = "C:\\vms\\homemade.vhdx"
  source = "https://images.example.edu/homemade.vhdx"
}

resource "hyperv_vhd" "empty" {
  path = "C:\\vms\\empty.vhdx"
  size = 21474836480
}

resource "hyperv_vhd" "of_disk" {
  path        = "C:\\vms\\of-disk.vhdx"
  source_disk = 1
}

resource "hyperv_vhd" "later" {
  path   = "C:\\vms\\later.vhdx"
  source = terraform_data.later.id
}

resource "hyperv_machine_instance" "web" { # VMG3001 pass, VMG3002 pass, VMG3003 pass, VMG3004 pass, VMG3501 pass, VMG3502 pass
  name = "web"

  hard_disk_drives {
    controller_number   = 0
    controller_location = 0
    path                = hyperv_vhd.web.path
  }
}

# Neither letter case nor the direction of slashes counts in a path.
resource "hyperv_machine_instance" "by_path" { # VMG3001 pass, VMG3002 pass
  name = "by-path"

  hard_disk_drives {
    controller_number   = 0
    controller_location = 0
    path                = "c:/VMs/web.vhdx"
  }
}

resource "hyperv_machine_instance" "of_machine" { # VMG3001 pass, VMG3002 pass
  name = "of-machine"

  hard_disk_drives {
    controller_number   = 0
    controller_location = 0
    path                = hyperv_vhd.of_machine.path
  }
}

resource "hyperv_machine_instance" "of_parent" { # VMG3001 pass, VMG3002 pass
  name = "of-parent"

  hard_disk_drives {
    controller_number   = 0
    controller_location = 0
    path                = hyperv_vhd.of_parent.path
  }
}

resource "hyperv_machine_instance" "unapproved" { # VMG3001 pass, VMG3002 fail, VMG3502 fail
  name = "unapproved"

  hard_disk_drives {
    controller_number   = 0
    controller_location = 0
    path                = hyperv_vhd.homemade.path
  }
}

resource "hyperv_machine_instance" "empty" { # VMG3001 fail
  name = "empty"

  hard_disk_drives {
    controller_number   = 0
    controller_location = 0
    path                = hyperv_vhd.empty.path
  }
}

resource "hyperv_machine_instance" "without_disk" { # VMG3001 fail
  name = "without-disk"
}

resource "hyperv_machine_instance" "disk_of_host" { # VMG3001 fail, VMG3004 fail
  name = "disk-of-host"

  hard_disk_drives {
    controller_number   = 0
    controller_location = 0
    disk_number         = 1
  }
}

resource "hyperv_machine_instance" "copy_of_host" { # VMG3001 unknown, VMG3002 unknown
  name = "copy-of-host"

  hard_disk_drives {
    controller_number   = 0
    controller_location = 0
    path                = hyperv_vhd.of_disk.path
  }
}

resource "hyperv_machine_instance" "found" { # VMG3001 unknown, VMG3002 unknown
  name = "found"

  hard_disk_drives {
    controller_number   = 0
    controller_location = 0
    path                = "C:\\vms\\found.vhdx"
  }
}

resource "hyperv_machine_instance" "ignored" { # VMG3004 fail/pass, VMG0302 fail/silent
  name = "ignored"

  hard_disk_drives {
    controller_number   = 0
    controller_location = 0
    path                = "C:\\vms\\of-parent.vhdx"
  }

  lifecycle {
    ignore_changes = [hard_disk_drives]
  }
}

resource "hyperv_machine_instance" "later" { # VMG3001 unknown, VMG3002 unknown
  name = "later"

  hard_disk_drives {
    controller_number   = 0
    controller_location = 0
    path                = hyperv_vhd.later.path
  }
}
