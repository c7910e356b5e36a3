# Networks, and machines on them.

terraform {
  required_providers {
    xenorchestra = {
      source  = "vatesfr/xenorchestra"
      version = "0.40.0"
    }
  }
}

resource "xenorchestra_network" "flat" { # VMG2601 silent, VMG0904 fail
  name_label = "flat"
  pool_id    = "p"
}

resource "xenorchestra_network" "good" { # VMG2601 pass, VMG0904 pass
  name_label        = "web"
  pool_id           = "p"
  vlan              = 20
  source_pif_device = "eth0"
  default_is_locked = true
}

resource "xenorchestra_network" "bk" { # VMG2601 pass, VMG0904 fail
  name_label        = "anything"
  pool_id           = "p"
  vlan              = 40
  source_pif_device = "eth0"
  default_is_locked = false
}

resource "xenorchestra_vm" "good" { # VMG1901 pass, VMG0904 silent, VMG2401 pass
  name_label = "a"
  template   = "t"
  cpus       = 1
  memory_max = 1
  disk {
    name_label = "d"
    size       = 1
    sr_id      = "s"
  }
  network {
    network_id = xenorchestra_network.good.id
  }
}

resource "xenorchestra_vm" "bk" { # VMG1901 fail
  name_label = "a"
  template   = "t"
  cpus       = 1
  memory_max = 1
  disk {
    name_label = "d"
    size       = 1
    sr_id      = "s"
  }
  network {
    network_id = xenorchestra_network.bk.id
  }
}

resource "xenorchestra_vm" "st" { # VMG1901 fail, VMG2401 fail
  name_label = "a"
  template   = "t"
  cpus       = 1
  memory_max = 1
  disk {
    name_label = "d"
    size       = 1
    sr_id      = "s"
  }
  network {
    network_id = data.xenorchestra_network.st.id
  }
  cdrom {
    id = "iso"
  }
}

data "xenorchestra_network" "st" {
  name_label = "storage"
}

resource "xenorchestra_network" "pif" { # VMG2601 fail
  name_label        = "pif"
  pool_id           = "p"
  source_pif_device = "eth0"
}

resource "xenorchestra_network" "pif0" { # VMG2601 fail
  name_label        = "pif"
  pool_id           = "p"
  source_pif_device = "eth0"
  vlan              = 0
}
