terraform {
  required_providers {
    proxmox = {
      source  = "bpg/proxmox"
      version = "0.111.1"
    }
  }
}

provider "proxmox" { # VMG0601 pass, VMG0602 pass, VMG0701 pass, VMG3301 pass, VMG0201 pass
  endpoint = "https://pve.example.edu:8006/"
}

provider "proxmox" { # VMG0601 fail, VMG0602 pass, VMG0701 fail, VMG3301 fail, VMG0201 fail
  alias    = "lab"
  endpoint = "https://pve-lab.example.edu:8006/"
  insecure = true
}

provider "proxmox" { # VMG0601 fail, VMG0602 fail, VMG0701 pass, VMG3301 fail
  alias    = "plain"
  endpoint = "http://pve.example.edu:8006/"
}

provider "proxmox" { # VMG0601 pass, VMG0602 fail, VMG3301 pass
  alias    = "old"
  endpoint = "https://pve.example.edu:8006/"
  min_tls  = "1.1"
}

provider "proxmox" { # VMG0601 unknown, VMG0602 unknown, VMG0201 unknown
  alias    = "later"
  endpoint = "https://${terraform_data.later.id}:8006/"
}

resource "proxmox_download_file" "verified" { # VMG0601 pass, VMG0602 pass
  node_name    = "pve1"
  datastore_id = "local"
  content_type = "import"
  url          = "https://images.example.edu/debian-13.qcow2"
}

resource "proxmox_download_file" "plain" { # VMG0601 fail, VMG0602 fail
  node_name    = "pve1"
  datastore_id = "local"
  content_type = "import"
  url          = "http://images.example.edu/debian-13.qcow2"
}

resource "proxmox_download_file" "somewhere" { # VMG0601 unknown, VMG0602 unknown
  node_name    = "pve1"
  datastore_id = "local"
  content_type = "import"
  url          = "${terraform_data.later.id}/debian-13.qcow2"
}

resource "proxmox_download_file" "either" { # VMG0601 unknown
  node_name    = "pve1"
  datastore_id = "local"
  content_type = "import"
  url          = "https://images.example.edu/debian-13.qcow2"
  verify       = terraform_data.later.id != ""
}

resource "terraform_data" "later" {}
