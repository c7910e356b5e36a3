# What machines have of their host, whether they are off, and the ways to their console.

terraform {
  required_providers {
    hyperv = {
      source  = "taliesins/hyperv"
      version = "1.2.1"
    }
  }
}

resource "terraform_data" "later" {}

resource "hyperv_machine_instance" "closed" { # VMG2101 pass, VMG2401 pass, VMG2501 pass, VMG2801 pass, VMG3201 silent, VMG3202 pass, VMG2301 pass
  name = "web"

  vm_processor {
    expose_virtualization_extensions = false
  }
  # The number that stands for no disk of the host.
  hard_disk_drives {
    controller_number   = 0
    controller_location = 0
    path                = "C:\\vms\\web.vhdx"
    disk_number         = 4294967295
  }
  integration_services = {
    "Guest Service Interface" = false
    "Heartbeat"               = true
  }
}

resource "hyperv_machine_instance" "nothing_said" { # VMG2101 pass, VMG2401 pass, VMG2501 pass, VMG2801 pass, VMG3202 pass, VMG2301 fail
  name = "old-nothing-said"
}

resource "hyperv_machine_instance" "off" { # VMG2301 pass
  name  = "old-off"
  state = "off"
}

resource "hyperv_machine_instance" "starts" { # VMG2301 fail
  name                   = "old-starts"
  state                  = "Off"
  automatic_start_action = "Start"
}

resource "hyperv_machine_instance" "nested" { # VMG2101 fail
  name = "nested"

  vm_processor {
    expose_virtualization_extensions = true
  }
}

resource "hyperv_machine_instance" "host_interface" { # VMG2101 fail
  name = "host-interface"

  network_adaptors {
    name          = "management"
    management_os = true
  }
}

resource "hyperv_machine_instance" "copies" { # VMG3202 fail
  name = "copies"

  integration_services = {
    "Guest Service Interface" = true
  }
}

resource "hyperv_machine_instance" "disk" { # VMG2501 fail, VMG2801 fail
  name = "disk"

  hard_disk_drives {
    controller_number   = 0
    controller_location = 0
    disk_number         = 1
  }
}

resource "hyperv_machine_instance" "approved_disk" { # VMG2501 pass, VMG2801 fail
  name = "san-1"

  hard_disk_drives {
    controller_number   = 0
    controller_location = 0
    disk_number         = 2
  }
}

resource "hyperv_machine_instance" "shared" { # VMG2801 fail
  count = 2
  name  = "shared-${count.index}"

  hard_disk_drives {
    controller_number   = 0
    controller_location = 0
    path                = count.index == 0 ? "C:\\vms\\Shared.vhdx" : "c:/vms/shared.vhdx"
  }
}

resource "hyperv_machine_instance" "drive" { # VMG2401 fail, VMG2801 fail
  name = "drive"

  dvd_drives {
    controller_number   = 0
    controller_location = 1
    path                = "C:\\iso\\debian-13.iso"
  }
}

resource "hyperv_machine_instance" "empty_drive" { # VMG2401 fail, VMG2801 pass
  name = "empty-drive"

  dvd_drives {
    controller_number   = 0
    controller_location = 1
  }
}

# An image that the configuration makes itself, of files for the first start.
resource "hyperv_iso_image" "first_start" {
  destination_iso_file_path = "C:\\iso\\first-start.iso"
}

resource "hyperv_machine_instance" "first_start" { # VMG2401 pass, VMG2801 pass
  name = "first-start"

  dvd_drives {
    controller_number   = 0
    controller_location = 1
    path                = hyperv_iso_image.first_start.resolve_destination_iso_file_path
  }
}

resource "hyperv_machine_instance" "first_start_by_path" { # VMG2401 pass, VMG2801 pass
  name = "first-start-by-path"

  dvd_drives {
    controller_number   = 0
    controller_location = 1
    path                = "c:/iso/first-start.iso"
  }
}

resource "hyperv_machine_instance" "later" { # VMG2101 unknown, VMG2401 unknown, VMG2501 unknown, VMG2801 unknown, VMG3202 unknown, VMG2301 unknown
  name  = "old-later"
  state = terraform_data.later.id

  vm_processor {
    expose_virtualization_extensions = terraform_data.later.id != ""
  }
  hard_disk_drives {
    controller_number   = 0
    controller_location = 0
    path                = "C:\\vms\\later.vhdx"
    disk_number         = length(terraform_data.later.id)
  }
  dvd_drives {
    controller_number   = 0
    controller_location = 1
    path                = terraform_data.later.id
  }
  integration_services = {
    "Guest Service Interface" = terraform_data.later.id != ""
  }
}
