# What machines have of their host, and whether they are off.

terraform {
  required_providers {
    xenorchestra = {
      source  = "vatesfr/xenorchestra"
      version = "0.40.0"
    }
  }
}

resource "terraform_data" "later" {}

resource "xenorchestra_vm" "closed" { # VMG2101 pass, VMG2401 pass, VMG2301 pass, VMG3201 silent, VMG2501 silent
  name_label = "web"
  template   = "0b6b1b16-4983-b5ff-2048-40f85e070005"
  cpus       = 2
  memory_max = 2147483648

  disk {
    name_label = "root"
    sr_id      = "9b6b1b16-4983-b5ff-2048-40f85e070005"
    size       = 21474836480
  }
  network {
    network_id = "77164983-b5ff-2048-40f8-5e070005b6b1"
  }
}

# A machine runs unless it is told otherwise.
resource "xenorchestra_vm" "nothing_said" { # VMG2301 fail
  name_label = "old-nothing-said"
  template   = "0b6b1b16-4983-b5ff-2048-40f85e070005"
  cpus       = 2
  memory_max = 2147483648

  disk {
    name_label = "root"
    sr_id      = "9b6b1b16-4983-b5ff-2048-40f85e070005"
    size       = 21474836480
  }
  network {
    network_id = "77164983-b5ff-2048-40f8-5e070005b6b1"
  }
}

resource "xenorchestra_vm" "off" { # VMG2301 pass
  name_label  = "old-off"
  template    = "0b6b1b16-4983-b5ff-2048-40f85e070005"
  cpus        = 2
  memory_max  = 2147483648
  power_state = "Halted"
  disk {
    name_label = "root"
    sr_id      = "9b6b1b16-4983-b5ff-2048-40f85e070005"
    size       = 21474836480
  }
  network {
    network_id = "77164983-b5ff-2048-40f8-5e070005b6b1"
  }
}

resource "xenorchestra_vm" "paused" { # VMG2301 fail
  name_label  = "old-paused"
  template    = "0b6b1b16-4983-b5ff-2048-40f85e070005"
  cpus        = 2
  memory_max  = 2147483648
  power_state = "Paused"
  disk {
    name_label = "root"
    sr_id      = "9b6b1b16-4983-b5ff-2048-40f85e070005"
    size       = 21474836480
  }
  network {
    network_id = "77164983-b5ff-2048-40f8-5e070005b6b1"
  }
}

resource "xenorchestra_vm" "starts" { # VMG2301 fail
  name_label   = "old-starts"
  template     = "0b6b1b16-4983-b5ff-2048-40f85e070005"
  cpus         = 2
  memory_max   = 2147483648
  power_state  = "Halted"
  auto_poweron = true
  disk {
    name_label = "root"
    sr_id      = "9b6b1b16-4983-b5ff-2048-40f85e070005"
    size       = 21474836480
  }
  network {
    network_id = "77164983-b5ff-2048-40f8-5e070005b6b1"
  }
}

resource "xenorchestra_vm" "tagged" { # VMG2301 fail
  name_label = "tagged"
  template   = "0b6b1b16-4983-b5ff-2048-40f85e070005"
  cpus       = 2
  memory_max = 2147483648
  tags       = ["retired"]
  disk {
    name_label = "root"
    sr_id      = "9b6b1b16-4983-b5ff-2048-40f85e070005"
    size       = 21474836480
  }
  network {
    network_id = "77164983-b5ff-2048-40f8-5e070005b6b1"
  }
}

resource "xenorchestra_vm" "nested" { # VMG2101 fail
  name_label     = "nested"
  template       = "0b6b1b16-4983-b5ff-2048-40f85e070005"
  cpus           = 2
  memory_max     = 2147483648
  exp_nested_hvm = true
  disk {
    name_label = "root"
    sr_id      = "9b6b1b16-4983-b5ff-2048-40f85e070005"
    size       = 21474836480
  }
  network {
    network_id = "77164983-b5ff-2048-40f8-5e070005b6b1"
  }
}

resource "xenorchestra_vm" "drive" { # VMG2401 fail
  name_label = "drive"
  template   = "0b6b1b16-4983-b5ff-2048-40f85e070005"
  cpus       = 2
  memory_max = 2147483648
  cdrom {
    id = "5b6b1b16-4983-b5ff-2048-40f85e070005"
  }
  disk {
    name_label = "root"
    sr_id      = "9b6b1b16-4983-b5ff-2048-40f85e070005"
    size       = 21474836480
  }
  network {
    network_id = "77164983-b5ff-2048-40f8-5e070005b6b1"
  }
}

resource "xenorchestra_vm" "later" { # VMG2101 unknown, VMG2301 unknown
  name_label     = "old-later"
  template       = "0b6b1b16-4983-b5ff-2048-40f85e070005"
  cpus           = 2
  memory_max     = 2147483648
  power_state    = terraform_data.later.id
  exp_nested_hvm = terraform_data.later.id != ""
  disk {
    name_label = "root"
    sr_id      = "9b6b1b16-4983-b5ff-2048-40f85e070005"
    size       = 21474836480
  }
  network {
    network_id = "77164983-b5ff-2048-40f8-5e070005b6b1"
  }
}
