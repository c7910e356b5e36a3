# Networks, VLANs, locks, and what machines are attached to.

terraform {
  required_providers {
    xenorchestra = {
      source  = "vatesfr/xenorchestra"
      version = "0.40.0"
    }
  }
}

resource "terraform_data" "later" {}

resource "xenorchestra_network" "campus" { # VMG2601 pass, VMG2602 pass, VMG0904 pass
  name_label        = "campus"
  pool_id           = "4b6b1b16-4983-b5ff-2048-40f85e070005"
  source_pif_device = "eth1"
  vlan              = 110
  default_is_locked = true
}

resource "xenorchestra_network" "untagged" { # VMG2601 fail, VMG0904 fail
  name_label        = "untagged"
  pool_id           = "4b6b1b16-4983-b5ff-2048-40f85e070005"
  source_pif_device = "eth1"
}

resource "xenorchestra_network" "internal" { # VMG2601 silent, VMG0904 fail
  name_label = "internal"
  pool_id    = "4b6b1b16-4983-b5ff-2048-40f85e070005"
}

resource "xenorchestra_network" "iscsi" { # VMG2601 pass
  name_label        = "iscsi"
  pool_id           = "4b6b1b16-4983-b5ff-2048-40f85e070005"
  source_pif_device = "eth2"
  vlan              = 310
}

resource "xenorchestra_network" "later" { # VMG2601 unknown, VMG0904 unknown
  name_label        = "later"
  pool_id           = "4b6b1b16-4983-b5ff-2048-40f85e070005"
  source_pif_device = "eth1"
  vlan              = length(terraform_data.later.id)
  default_is_locked = terraform_data.later.id != ""
}

resource "xenorchestra_bonded_network" "bond" { # VMG2601 silent, VMG0904 fail
  name_label = "bond"
  pool_id    = "4b6b1b16-4983-b5ff-2048-40f85e070005"
  pif_ids    = ["1b6b1b16-4983-b5ff-2048-40f85e070005", "2b6b1b16-4983-b5ff-2048-40f85e070005"]
}

data "xenorchestra_network" "iscsi" {
  name_label = "iscsi"
}

resource "xenorchestra_vm" "on_campus" { # VMG1901 pass, VMG1902 pass, VMG2601 silent
  name_label = "on-campus"
  template   = "0b6b1b16-4983-b5ff-2048-40f85e070005"
  cpus       = 2
  memory_max = 2147483648

  disk {
    name_label = "root"
    sr_id      = "9b6b1b16-4983-b5ff-2048-40f85e070005"
    size       = 21474836480
  }
  network {
    network_id = xenorchestra_network.campus.id
  }
}

resource "xenorchestra_vm" "on_iscsi" { # VMG1901 fail
  name_label = "on-iscsi"
  template   = "0b6b1b16-4983-b5ff-2048-40f85e070005"
  cpus       = 2
  memory_max = 2147483648

  disk {
    name_label = "root"
    sr_id      = "9b6b1b16-4983-b5ff-2048-40f85e070005"
    size       = 21474836480
  }
  network {
    network_id = xenorchestra_network.iscsi.id
  }
}

resource "xenorchestra_vm" "looked_up" { # VMG1901 fail, VMG1902 pass
  name_label = "looked-up"
  template   = "0b6b1b16-4983-b5ff-2048-40f85e070005"
  cpus       = 2
  memory_max = 2147483648

  disk {
    name_label = "root"
    sr_id      = "9b6b1b16-4983-b5ff-2048-40f85e070005"
    size       = 21474836480
  }
  network {
    network_id = data.xenorchestra_network.iscsi.id
  }
}

resource "xenorchestra_vm" "elsewhere" { # VMG1902 unknown
  name_label = "elsewhere"
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

resource "xenorchestra_vm" "attached_later" { # VMG1901 unknown, VMG1902 unknown
  name_label = "attached-later"
  template   = "0b6b1b16-4983-b5ff-2048-40f85e070005"
  cpus       = 2
  memory_max = 2147483648

  disk {
    name_label = "root"
    sr_id      = "9b6b1b16-4983-b5ff-2048-40f85e070005"
    size       = 21474836480
  }
  network {
    network_id = terraform_data.later.id
  }
}
