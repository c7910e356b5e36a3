module "site" {
  source = "./modules/site"
  name   = "dc1"
  vlans  = { app = 110, db = "120" }
}

resource "terraform_data" "summary" {
  input = { names = module.site.names, first = module.site.names[0] }
}
