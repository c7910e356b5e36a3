# The second generation checks no certificates unless it is told to.

terraform {
  required_providers {
    proxmox = {
      source  = "telmate/proxmox"
      version = "2.9.14"
    }
  }
}

provider "proxmox" { # VMG0601 fail, VMG0602 pass, VMG0701 fail, VMG3301 fail, VMG0201 pass
  pm_api_url = "https://pve.example.edu:8006/api2/json"
}

provider "proxmox" { # VMG0601 pass, VMG0701 pass, VMG3301 pass
  alias           = "secure"
  pm_api_url      = "https://pve.example.edu:8006/api2/json"
  pm_tls_insecure = false
}
