# Links to Xen Orchestra.

terraform {
  required_providers {
    xenorchestra = {
      source  = "vatesfr/xenorchestra"
      version = "0.40.0"
    }
  }
}

resource "terraform_data" "later" {}

provider "xenorchestra" { # VMG0601 pass, VMG0602 pass, VMG0701 pass, VMG3301 pass, VMG0201 pass
  url = "wss://xo.example.edu"
}

provider "xenorchestra" { # VMG0601 fail, VMG0602 pass, VMG0701 fail, VMG3301 fail, VMG0201 fail
  alias    = "insecure"
  url      = "wss://xo.example.com"
  insecure = true
}

provider "xenorchestra" { # VMG0601 fail, VMG0602 fail, VMG3301 fail
  alias = "plain"
  url   = "ws://xo.example.edu"
}

provider "xenorchestra" { # VMG0601 unknown, VMG0602 unknown, VMG0701 unknown, VMG3301 unknown, VMG0201 unknown
  alias    = "later"
  url      = terraform_data.later.id
  insecure = terraform_data.later.id != ""
}
