# Links to hosts, and to where disks come from.

terraform {
  required_providers {
    hyperv = {
      source  = "taliesins/hyperv"
      version = "1.2.1"
    }
  }
}

provider "hyperv" { # VMG0601 pass, VMG0602 pass, VMG0701 pass, VMG3301 pass, VMG0201 pass
  host = "hv1.example.edu"
}

provider "hyperv" { # VMG0601 pass, VMG0201 unknown
  alias = "unset"
}

provider "hyperv" { # VMG0601 fail, VMG0602 pass, VMG0701 fail, VMG3301 fail, VMG0201 fail
  alias    = "insecure"
  host     = "hv9.example.com"
  insecure = true
}

# NTLM's own encryption is not TLS.
provider "hyperv" { # VMG0601 fail, VMG0602 fail, VMG0701 pass, VMG3301 fail
  alias    = "plain"
  host     = "hv1.example.edu"
  port     = 5985
  https    = false
  use_ntlm = true
}

provider "hyperv" { # VMG0601 unknown, VMG0602 unknown, VMG0701 unknown, VMG3301 unknown
  alias    = "later"
  host     = "hv1.example.edu"
  https    = terraform_data.later.id != ""
  insecure = terraform_data.later.id == ""
}

resource "terraform_data" "later" {}

resource "hyperv_vhd" "encrypted" { # VMG0602 pass
  path   = "C:\\vms\\debian.vhdx"
  source = "https://images.example.edu/debian-13.vhdx"
}

resource "hyperv_vhd" "plain" { # VMG0602 fail
  path   = "C:\\vms\\plain.vhdx"
  source = "http://images.example.edu/debian-13.vhdx"
}

resource "hyperv_vhd" "file" { # VMG0602 pass
  path   = "C:\\vms\\file.vhdx"
  source = "\\\\store\\images\\debian-13.vhdx"
}

resource "hyperv_vhd" "later" { # VMG0602 unknown
  path   = "C:\\vms\\later.vhdx"
  source = terraform_data.later.id
}
