module "vm" {
  source  = "example/vm/proxmox"
  version = "~> 1.0"
  name    = "web"
}

module "git" {
  source = "git::https://git.example.edu/vm.git?ref=v1"
}

resource "terraform_data" "out" {
  input = module.vm.id
}

resource "terraform_data" "own" {
  input = "own"
}
