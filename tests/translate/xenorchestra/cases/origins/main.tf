# What machines are created from.

terraform {
  required_providers {
    xenorchestra = {
      source  = "vatesfr/xenorchestra"
      version = "0.40.0"
    }
  }
}

resource "terraform_data" "later" {}

data "xenorchestra_template" "debian" {
  name_label = "Debian Trixie 13"
}

data "xenorchestra_template" "homemade" {
  name_label = "homemade"
}

data "xenorchestra_template" "empty" {
  name_label = "Other install media"
}

resource "xenorchestra_vm" "looked_up" { # VMG3001 pass, VMG3002 pass, VMG3003 pass, VMG3004 pass, VMG3502 pass, VMG3501 pass
  name_label = "looked-up"
  template   = data.xenorchestra_template.debian.id
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

resource "xenorchestra_vm" "unapproved" { # VMG3001 pass, VMG3002 fail
  name_label = "unapproved"
  template   = data.xenorchestra_template.homemade.id
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

resource "xenorchestra_vm" "empty" { # VMG3001 fail
  name_label = "empty"
  template   = data.xenorchestra_template.empty.id
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

resource "xenorchestra_vm" "from_network" { # VMG3001 fail
  name_label          = "from-network"
  template            = data.xenorchestra_template.debian.id
  cpus                = 2
  memory_max          = 2147483648
  installation_method = "network"
  disk {
    name_label = "root"
    sr_id      = "9b6b1b16-4983-b5ff-2048-40f85e070005"
    size       = 21474836480
  }
  network {
    network_id = "77164983-b5ff-2048-40f8-5e070005b6b1"
  }
}

# Its id is none of a template that is recorded by name.
resource "xenorchestra_vm" "by_id" { # VMG3001 pass, VMG3002 unknown
  name_label = "by-id"
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

resource "xenorchestra_vm" "ignored" { # VMG3004 fail/pass, VMG0302 fail/silent
  name_label = "ignored"
  template   = data.xenorchestra_template.debian.id
  cpus       = 2
  memory_max = 2147483648
  lifecycle {
    ignore_changes = [template]
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

resource "xenorchestra_vm" "made_later" { # VMG3001 unknown, VMG3002 unknown
  name_label = "made-later"
  template   = terraform_data.later.id
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
