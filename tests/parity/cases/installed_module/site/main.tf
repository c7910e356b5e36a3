module "vm" {
  source  = "example/vm/proxmox"
  version = "~> 1.0"
  name    = "web"
}

resource "terraform_data" "out" {
  input = module.vm.names
}
