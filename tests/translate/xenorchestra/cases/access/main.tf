# Who may start and stop machines.

terraform {
  required_providers {
    xenorchestra = {
      source  = "vatesfr/xenorchestra"
      version = "0.40.0"
    }
  }
}

variable "somebody" {
  type    = string
  default = "d9ad2d3f-25ab-4fb5-a5a5-9a1bd2d0a2a1"
}

data "xenorchestra_user" "alice" {
  username = "alice@example.edu"
}

data "xenorchestra_user" "bob" {
  username = "bob@example.edu"
}

data "xenorchestra_pool" "campus" {
  name_label = "campus"
}

data "xenorchestra_template" "debian" {
  name_label = "tpl-debian13"
}

resource "xenorchestra_vm" "web" {
  name_label = "web-01"
  cpus       = 2
  memory_max = 4294967296
  template   = data.xenorchestra_template.debian.id

  disk {
    sr_id      = "7f469400-4a2b-5624-cf62-61e522e50ea1"
    name_label = "web-01"
    size       = 34359738368
  }

  network {
    network_id = "9b4fa1b5-0a5e-4b2f-8b1a-6d5f1f1e2a10"
  }
}

resource "xenorchestra_acl" "admin_of_it" { # VMG0401 pass, VMG0402 pass
  subject = data.xenorchestra_user.alice.id
  object  = xenorchestra_vm.web.id
  action  = "operator"
}

resource "xenorchestra_acl" "somebody_else" { # VMG0401 fail, VMG0402 pass
  subject = data.xenorchestra_user.bob.id
  object  = xenorchestra_vm.web.id
  action  = "admin"
}

resource "xenorchestra_acl" "looks_only" { # VMG0401 pass, VMG0402 pass
  subject = data.xenorchestra_user.bob.id
  object  = xenorchestra_vm.web.id
  action  = "viewer"
}

resource "xenorchestra_acl" "all_of_it" { # VMG0401 fail, VMG0402 fail
  subject = data.xenorchestra_user.alice.id
  object  = data.xenorchestra_pool.campus.id
  action  = "operator"
}

# In source it may be the id of one of those who are looked up.
resource "xenorchestra_acl" "by_id" { # VMG0401 unknown/pass, VMG0402 pass
  subject = var.somebody
  object  = xenorchestra_vm.web.id
  action  = "operator"
}

resource "xenorchestra_acl" "on_whatever" { # VMG0401 unknown, VMG0402 unknown
  subject = data.xenorchestra_user.alice.id
  object  = "0b3a1f5e-6d2c-4f1e-9e57-2f6c1a5d7b30"
  action  = "operator"
}
