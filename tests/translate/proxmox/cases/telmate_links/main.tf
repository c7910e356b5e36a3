# Links to the API, by a release candidate that checks certificates unless it is told not to.

terraform {
  required_providers {
    proxmox = {
      source  = "telmate/proxmox"
      version = "3.0.2-rc09"
    }
  }
}

provider "proxmox" { # VMG0601 pass, VMG0602 pass, VMG0701 pass, VMG3301 pass, VMG0201 pass
  pm_api_url = "https://pve.example.edu:8006/api2/json"
}

provider "proxmox" { # VMG0601 fail, VMG0602 pass, VMG0701 fail, VMG3301 fail, VMG0201 fail
  alias           = "insecure"
  pm_api_url      = "https://pve.example.com:8006/api2/json"
  pm_tls_insecure = true
}

provider "proxmox" { # VMG0601 fail, VMG0602 fail, VMG3301 fail
  alias      = "plain"
  pm_api_url = "http://pve.example.edu:8006/api2/json"
}

provider "proxmox" { # VMG0601 unknown, VMG0602 unknown, VMG0701 unknown, VMG3301 unknown, VMG0201 unknown
  alias           = "later"
  pm_api_url      = terraform_data.later.id
  pm_tls_insecure = terraform_data.later.id != ""
}

resource "terraform_data" "later" {}

resource "proxmox_storage_iso" "encrypted" { # VMG0602 pass
  url      = "https://images.example.edu/debian-13.iso"
  filename = "debian-13.iso"
  storage  = "local"
  pve_node = "pve1"
}

resource "proxmox_storage_iso" "plain" { # VMG0602 fail
  url      = "http://images.example.edu/debian-13.iso"
  filename = "debian-13.iso"
  storage  = "local"
  pve_node = "pve1"
}

resource "proxmox_storage_iso" "later" { # VMG0602 unknown
  url      = terraform_data.later.id
  filename = "debian-13.iso"
  storage  = "local"
  pve_node = "pve1"
}
