module "a" {
  source = "./pass"
  first  = "from root"
  second = module.b.first
}

module "b" {
  source = "./pass"
  first  = module.a.first
  second = module.a.second
}

resource "terraform_data" "x" {
  input = [module.a.second, module.b.second, module.a]
}
