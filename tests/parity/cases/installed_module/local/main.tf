module "vm" {
  source = "./vm"
  name   = "web"
}

resource "terraform_data" "out" {
  input = module.vm.names
}
